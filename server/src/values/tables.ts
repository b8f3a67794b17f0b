import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { addTable, tableCandidates } from './table-reference';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';

/** Lookup tables in the order of search (maps(3)). */
export const tables: ValueKind<KindOf<'tables'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    for (const token of tokens(text, commaAndSpace, true)) {
      if (!out.isComment(token, text)) addTable(out, text, token, context);
    }
    return out;
  },
  candidates: (_kind, context) => tableCandidates(context),
};
