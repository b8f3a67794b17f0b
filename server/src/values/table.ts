import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { tableCandidates } from './table-candidates';
import { addTable } from './table-reference';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';
import { severalWords } from './word-set';

/** One lookup table, or none. */
export const table: ValueKind<KindOf<'table'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace, true);
    for (const token of list) {
      if (out.isComment(token, text)) break;
      addTable(out, text, token, context);
      const whole = { text, start: 0, end: text.length };
      if (token === list[0] && list.length > 1 && !list[1]?.text.startsWith('#'))
        severalWords(out, whole, token.text);
    }
    return out;
  },
  candidates: (_kind, context) => tableCandidates(context),
};
