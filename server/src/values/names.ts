import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';

/** Words that nothing here can judge: names of classes, macros, variables, `name=value`. */
export const names: ValueKind<KindOf<'names'>> = {
  parse(text) {
    const out = new Collector();
    for (const token of tokens(text, commaAndSpace, true)) {
      if (out.isComment(token, text)) continue;
      out.add(token, token.text, 'word');
    }
    return out;
  },
  candidates: () => [],
};
