import type { KindOf } from '../catalogue/kind';
import { isAtLeast } from '../catalogue/release';
import { Collector } from './collector';
import { parseAddress } from './network';
import { termId } from './terms';
import type { ValueKind } from './value';
import { severalWords } from './word-set';
import { quote } from './wording';

const stops = 'the client (smtp) stops at each message';
/** From here on brackets around the address are accepted. */
const bracketsSince = '3.7';

/** One numeric address from which connections start; empty for the system's choice. */
export const bindAddress: ValueKind<KindOf<'bind-address'>> = {
  parse(text, { family }, context) {
    const out = new Collector();
    const value = out.scalar(text, 'host', stops);
    if (value === undefined || value.text === '') return out;
    const isBracketed = value.text.startsWith('[') && value.text.endsWith(']');
    const inside = isBracketed ? value.text.slice(1, -1) : value.text;
    const address = parseAddress(inside);
    const term =
      address === undefined ? undefined : termId(context, 'network', `ipv${address.family}-address`);
    out.add(value, value.text, 'host', { term });

    const separator = value.text.search(/[\s,]/);
    if (separator !== -1) severalWords(out, value, value.text.slice(0, separator), stops);
    else if (address === undefined) {
      const plain = inside
        .replace(family === 4 ? /[/:]\d+$/ : /\/\d+$/, '')
        .replace(/^ipv6:/i, '')
        .replace(/^\[|\]$/g, '');
      const suggestion = parseAddress(plain)?.family === family ? plain : undefined;
      const message = `${quote(value.text)} is not a numeric IPv${family} address`;
      out.problem('not-an-address', value, message, stops, [suggestion]);
    } else if (address.family !== family) {
      const message = `${quote(value.text)} is an IPv${address.family} address: this parameter takes IPv${family}`;
      const consequence = family === 4 ? stops : 'it is not used, with a warning in the log';
      out.problem('wrong-family', value, message, consequence);
    } else if (isBracketed) {
      const accepted = isAtLeast(context.release, bracketsSince);
      const message = `${quote(value.text)} has brackets, which Postfix before ${bracketsSince} does not accept`;
      out.problem('bracketed-address', value, message, accepted ? undefined : stops, [inside]);
    }
    return out;
  },
  candidates: () => [],
};
