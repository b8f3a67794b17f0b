import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { commaAndSpace, tokens } from './tokens';
import type { ValueKind } from './value';

/** Domain names; `!` before one excepts it (masquerade_domains). */
export const domains: ValueKind<KindOf<'domains'>> = {
  parse(text) {
    const out = new Collector();
    for (const token of tokens(text, commaAndSpace)) {
      if (out.isComment(token, text)) continue;
      const operator = token.text.startsWith('!') ? '!' : undefined;
      out.add(token, operator === undefined ? token.text : token.text.slice(1), 'host', { operator });
    }
    return out;
  },
  candidates: () => [],
};
