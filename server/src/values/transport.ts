import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { addDestination } from './destination';
import { addEndpoint } from './server-address';
import { nearestWord } from './nearest';
import { colonOutsideExpression, commaAndSpace, isDynamic, tokens } from './tokens';
import type { ValueKind } from './value';
import { quote } from './wording';

/** Services of the stock master.cf whose next hop is a destination of SMTP. */
const smtpTransports: ReadonlySet<string> = new Set(['smtp', 'relay']);

/** `transport` or `transport:next-hop`. What a next hop means is up to the transport. */
export const transport: ValueKind<KindOf<'transport'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const comment = /(?:^|[\s,])#/.exec(text);
    const cut = comment === null ? text.length : text.indexOf('#', comment.index);
    const end = text.slice(0, cut).trimEnd().length;
    if (end > 0) {
      const colon = colonOutsideExpression(text, { start: 0, end });
      const name = { start: 0, end: colon === -1 ? end : colon };
      const written = text.slice(0, name.end);
      if (isDynamic(written)) out.addDynamic(name, written, 'transport');
      else {
        const parent = out.add({ ...name, text: written, role: 'transport' });
        const known = context.transports;
        if (known !== undefined && written !== '' && !known.includes(written)) {
          const message = `${quote(written)} is not a service in master.cf that delivers mail`;
          const suggestion = nearestWord(written, known);
          out.problem('unknown-transport', name, message, 'mail for it is deferred', [suggestion]);
        }
        if (colon !== -1 && colon + 1 < end) addNextHop(out, text, colon + 1, end, written, parent);
      }
      if (isDynamic(written) && colon !== -1 && colon + 1 < end) {
        const rest = text.slice(colon + 1, end);
        out.add({
          start: colon + 1,
          end,
          text: rest,
          role: 'host',
          dynamic: isDynamic(rest) ? true : undefined,
        });
      }
    }
    if (cut < text.length) out.comment(cut, text);
    return out;
  },
  candidates: (
    _kind,
    { transports = ['smtp', 'relay', 'lmtp', 'local', 'virtual', 'error', 'discard', 'retry'] },
  ) => [...new Set(transports)].map((label, rank) => ({ label, role: 'transport', rank })),
};

function addNextHop(
  out: Collector,
  text: string,
  start: number,
  end: number,
  name: string,
  parent: number,
): void {
  const rest = text.slice(start, end);
  if (smtpTransports.has(name)) {
    for (const token of tokens(text, commaAndSpace, false, start, end))
      addDestination(out, token, token.text, parent);
  } else if (name === 'lmtp' && /^(?:unix|inet):/.test(rest)) {
    addEndpoint(out, text, { start, end }, parent);
  } else {
    const dynamic = isDynamic(rest) ? true : undefined;
    out.add({ start, end, text: rest, role: isText(name) ? 'text' : 'host', parent, dynamic });
  }
}

/** Transports whose next hop is a text for the log or the sender. */
function isText(name: string): boolean {
  return name === 'error' || name === 'retry' || name === 'discard';
}
