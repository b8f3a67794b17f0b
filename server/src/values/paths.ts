import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { fileTerm } from './path';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';

/** Several paths, split at blanks and commas. */
export const paths: ValueKind<KindOf<'paths'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    for (const token of tokens(text, commaAndSpace)) {
      if (out.isWord(token, text, 'path'))
        out.add(token, token.text, 'path', { term: fileTerm(token.text, context) });
    }
    return out;
  },
  candidates: () => [],
};
