import type { KindOf } from '../catalogue/kind';
import { cipherKeywords, findKeyword } from './cipher-keywords';
import { Collector } from './collector';
import { candidates, termId } from './terms';
import { commaSpaceColon, tokens } from './tokens';
import type { ValueKind } from './value';
import { quote } from './wording';

/** Names of ciphers to leave out, split at blanks, commas and colons. OpenSSL ignores those that it does not know. */
export const cipherExclusions: ValueKind<KindOf<'cipher-exclusions'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    for (const token of tokens(text, commaSpaceColon)) {
      if (!out.isWord(token, text, 'cipher')) continue;
      const modifiers = /^[-!+@]*/.exec(token.text)?.[0] ?? '';
      const name = token.text.slice(modifiers.length);
      const keyword = findKeyword(name);
      const operator = modifiers === '' ? undefined : modifiers;
      out.add(token, name, 'cipher', {
        operator,
        term: keyword === undefined ? undefined : termId(context, 'cipher', keyword),
      });
      if (operator !== undefined) {
        const message = `${quote(token.text)} must not begin with ${quote(modifiers[0] as string)}: each name here is excluded anyway`;
        const consequence = 'each handshake fails';
        out.problem('bad-exclusion', token, message, consequence, name === '' ? [] : [keyword ?? name]);
      } else if (keyword !== undefined && keyword !== name) {
        const message = `${quote(name)} is unknown to OpenSSL, which calls it ${keyword}`;
        out.problem('wrong-case', token, message, 'it is ignored, and those ciphers stay', [keyword]);
      }
    }
    return out;
  },
  candidates: (_kind, context) => candidates(context, cipherKeywords, 'cipher', 'cipher'),
};
