import type { KindOf } from '../catalogue/kind';
import { isAtLeast } from '../catalogue/release';
import { Collector } from './collector';
import { nearestWord } from './nearest';
import { candidates, termId } from './terms';
import { commaSpaceColon, isDynamic, tokens } from './tokens';
import type { ValueKind } from './value';
import { quote } from './wording';

const offered = [
  ...['X25519', 'X448', 'prime256v1', 'secp384r1', 'secp521r1', 'X25519MLKEM768', 'SecP256r1MLKEM768'],
  ...['ffdhe2048', 'ffdhe3072', 'ffdhe4096'],
];
const known = [
  ...offered,
  ...[
    'P-256',
    'P-384',
    'P-521',
    'secp256r1',
    'secp256k1',
    'secp224r1',
    'secp192r1',
    'prime192v1',
    'secp160r1',
  ],
  ...['ffdhe6144', 'ffdhe8192', 'MLKEM512', 'MLKEM768', 'MLKEM1024', 'SecP384r1MLKEM1024', 'X448MLKEM1024'],
  ...[
    'brainpoolP256r1',
    'brainpoolP384r1',
    'brainpoolP512r1',
    'DEFAULT',
    'auto',
    'curveSM2MLKEM768',
    'curveSM2',
  ],
];
/** Names in the manner of OpenSSL's many others. */
const plausible =
  /^(?:sec[pt]\d{3}[rk][12]|prime\d{3}v[123]|brainpoolP\d{3}[rt]1|[KBP]-\d{3}|(?:wap|c2|gost|oakley|bp|id-|ffdhe\d{4}).*)$/i;
/** Names of RFC 8422 that Postfix itself looks up below 3.10, where the library knows only its own. */
const ownNames: ReadonlyMap<string, string> = new Map([
  ['secp256r1', 'prime256v1'],
  ['secp192r1', 'prime192v1'],
]);
const byLowerCase: ReadonlyMap<string, string> = new Map(known.map(name => [name.toLowerCase(), name]));

/**
 * Curves and groups in the order of preference. Newer libraries read more of the string themselves: `?name` if it
 * exists, `*name` with a key share, `-name` not, `a/b` with one key share each. OpenSSL knows more names than this, so
 * only those that look like a slip are reported.
 */
export const curves: ValueKind<KindOf<'curves'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    for (const token of tokens(text, commaSpaceColon)) {
      if (out.isComment(token, text)) continue;
      let at = token.start;
      for (const part of token.text.includes('/') ? token.text.split('/') : [token.text]) {
        const span = { start: at, end: at + part.length };
        at = span.end + 1;
        if (part === '') continue;
        if (isDynamic(part)) {
          out.add(span, part, 'curve');
          continue;
        }
        const operator = /^[?*-]{1,3}/.exec(part)?.[0];
        const name = operator === undefined ? part : part.slice(operator.length);
        const curve = byLowerCase.get(name.toLowerCase());
        const term = curve === undefined ? undefined : termId(context, 'curve', curve);
        out.add(span, name, 'curve', { operator, term });
        const ownName = isAtLeast(context.release, '3.10') ? undefined : ownNames.get(name.toLowerCase());
        if (ownName !== undefined) {
          const message = `${quote(name)} is not known under that name before Postfix 3.10`;
          const consequence = 'it is ignored, with a warning in the log';
          out.problem('unknown-curve', span, message, consequence, [`${operator ?? ''}${ownName}`]);
          continue;
        }
        const suggestion =
          curve === undefined && !plausible.test(name) ? nearestWord(name, known) : undefined;
        if (suggestion === undefined || name.length < 4) continue;
        const silently = isAtLeast(context.release, '3.10');
        const consequence = `it is ignored${silently ? '' : ', with a warning in the log'}`;
        const message = `${quote(name)} is not a group that OpenSSL is known to have`;
        out.problem('unknown-curve', span, message, consequence, [`${operator ?? ''}${suggestion}`]);
      }
    }
    return out;
  },
  candidates: (_kind, context) => candidates(context, offered, 'curve', 'curve'),
};
