import type { KindOf } from '../catalogue/kind';
import type { Span } from '../text/span';
import { Collector } from './collector';
import { addDestination } from './destination';
import { addEndpoint } from './server-address';
import { nearestWord } from './nearest';
import { colonOutsideExpression, commaAndSpace, isDynamic, tokens } from './tokens';
import type { ValueContext, ValueKind } from './value';
import { quote } from './wording';

/** Services of the stock master.cf whose next hop is a destination of SMTP. */
const smtpTransports: ReadonlySet<string> = new Set(['smtp', 'relay']);

/** `transport` or `transport:next-hop`. What a next hop means is up to the transport. */
export const transport: ValueKind<KindOf<'transport'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const value = out.withoutComment(text);
    if (value === undefined || value.text === '') return out;
    const { end } = value;
    const colon = colonOutsideExpression(text, value);
    const name = { start: 0, end: colon === -1 ? end : colon };
    const written = text.slice(0, name.end);
    const isUnknown = isDynamic(written);
    const parent = isUnknown ? out.add(name, written, 'transport') : out.add(name, written, 'transport');
    if (!isUnknown) checkTransport(out, name, written, context);
    if (name.end + 1 < end) addNextHop(out, text, name.end + 1, end, written, parent);
    return out;
  },
  candidates: (
    _kind,
    { transports = ['smtp', 'relay', 'lmtp', 'local', 'virtual', 'error', 'discard', 'retry'] },
  ) => [...new Set(transports)].map((label, rank) => ({ label, role: 'transport', rank })),
};

function checkTransport(out: Collector, span: Span, name: string, { transports }: ValueContext): void {
  if (transports === undefined || transports.includes(name)) return;
  const message = `${quote(name)} is not a service in master.cf that delivers mail`;
  out.problem('unknown-transport', span, message, 'mail for it is deferred', [nearestWord(name, transports)]);
}

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
    out.add({ start, end }, rest, isText(name) ? 'text' : 'host', { parent });
  }
}

/** Transports whose next hop is a text for the log or the sender. */
function isText(name: string): boolean {
  return name === 'error' || name === 'retry' || name === 'discard';
}
