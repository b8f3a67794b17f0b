import type { KindOf } from '../catalogue/kind';
import { cipherKeywords, findKeyword } from './cipher-keywords';
import { Collector } from './collector';
import { candidates, termId } from './terms';
import { commaSpaceColon, tokens } from './tokens';
import type { ValueKind } from './value';

/** A cipher string goes to OpenSSL as it stands; only its words are known here. */
export const cipherString: ValueKind<KindOf<'cipher-string'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    for (const token of tokens(text, commaSpaceColon)) {
      if (!out.isWord(token, text, 'cipher')) continue;
      const operator = /^[-!+@]/.exec(token.text)?.[0];
      const name = operator === undefined ? token.text : token.text.slice(1);
      const term =
        findKeyword(name) === name && operator !== '@' ? termId(context, 'cipher', name) : undefined;
      out.add(token, name, 'cipher', { operator, term });
    }
    return out;
  },
  // A bare name puts ciphers in, so that those that people exclude come with their `!`.
  candidates: (_kind, context) =>
    candidates(
      context,
      [...strong, ...cipherKeywords.filter(word => !strong.includes(word))],
      'cipher',
      'cipher',
    ).map(offer => (strong.includes(offer.label) ? offer : { ...offer, label: `!${offer.label}` })),
};

/** Groups that make sense as a part of a list. */
const strong = ['HIGH', 'ECDHE', 'DHE', 'AESGCM', 'CHACHA20', 'AESCCM', 'AES256', 'AES128', 'AES'];
