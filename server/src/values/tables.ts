import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { tableCandidates } from './table-candidates';
import { addSplitTable, addTable } from './table-reference';
import { commaAndSpace, tokens, type Token } from './tokens';
import type { ValueKind } from './value';
import { programsStop, quote } from './wording';

/** Lookup tables in the order of search (maps(3)). */
export const tables: ValueKind<KindOf<'tables'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace, true);
    for (let i = 0; i < list.length; i++) {
      const token = list[i] as Token;
      const next = list[i + 1];
      if (out.isComment(token, text)) continue;
      if (next?.text.startsWith('/') === true && context.catalogue.tableType(token.text) !== undefined) {
        // `hash /etc/aliases`: a blank for the colon.
        const span = { start: token.start, end: next.end };
        out.add(span, text.slice(span.start, span.end), 'table-name');
        const message = `${quote(`${token.text} ${next.text}`)} is two tables without a type: a colon belongs between them`;
        out.problem('missing-table-type', span, message, programsStop, [`${token.text}:${next.text}`]);
        i++;
      } else if (addSplitTable(out, text, token, next, context)) i++;
      else addTable(out, text, token, context);
    }
    return out;
  },
  candidates: (_kind, context) => tableCandidates(context),
};
