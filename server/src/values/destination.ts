import type { Span } from '../text/span';
import type { Collector } from './collector';
import { hostNameError } from './host-name';
import { parseAddress } from './network';
import { isDynamic } from './tokens';
import { quote } from './wording';

const consequence = 'the client (smtp) stops at each message for it';

/**
 * One place to send mail to, as smtp(8) reads it (host_port(3)): `host`, `[host]`, either with `:port`. Adds the items
 * `host` and its `port`, and what is wrong.
 */
export function addDestination(out: Collector, span: Span, text: string, parent?: number): void {
  const { start, end } = span;
  if (isDynamic(text)) {
    out.add(span, text, 'host', { parent });
    return;
  }
  const split = splitHostPort(text);
  const host = { start, end: start + split.host.length };
  const index = split.host === '' ? parent : out.add(host, split.host, 'host', { parent });
  if (split.port !== undefined && split.port !== '') {
    out.add({ start: end - split.port.length, end }, split.port, 'port', { parent: index });
  }
  checkDestination(out, span, text, split);
}

interface HostPort {
  /** With its brackets. */
  readonly host: string;
  readonly port: string | undefined;
  /** What stands between `]` and the end without being a port. */
  readonly garbage: boolean;
}

/** In brackets up to `]`, else up to the last colon. */
function splitHostPort(text: string): HostPort {
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    if (close === -1) return { host: text, port: undefined, garbage: false };
    const rest = text.slice(close + 1);
    if (rest !== '' && !rest.startsWith(':')) return { host: text, port: undefined, garbage: true };
    return { host: text.slice(0, close + 1), port: rest === '' ? undefined : rest.slice(1), garbage: false };
  }
  const colon = text.lastIndexOf(':');
  return colon === -1
    ? { host: text, port: undefined, garbage: false }
    : { host: text.slice(0, colon), port: text.slice(colon + 1), garbage: false };
}

const transports = /^(?:smtps?|lmtps?|relay|inet6?|unix|submissions?|tcp|https?):/i;

function checkDestination(out: Collector, span: Span, text: string, { host, port, garbage }: HostPort): void {
  if (garbage) {
    const close = text.indexOf(']');
    const digits = /^ ?(\d{1,5})$/.exec(text.slice(close + 1))?.[1];
    const suggestion = digits === undefined ? undefined : `${text.slice(0, close + 1)}:${digits}`;
    out.problem(
      'text-after-bracket',
      span,
      `${quote(text)} goes on behind its closing bracket`,
      consequence,
      [suggestion],
    );
    return;
  }
  if (host.startsWith('[')) {
    if (host.endsWith(']')) checkBracketed(out, span, host, text);
    else {
      const suggestion = text.replace(/^(\[[\w.-]+?)(:\d{1,5})?$/, '$1]$2');
      const closed = suggestion.includes(']') ? suggestion : `${text}]`;
      out.problem('missing-bracket', span, `${quote(text)} lacks its closing bracket`, consequence, [closed]);
      return;
    }
  } else if (!checkPlain(out, span, text, host, port)) return;
  if (port !== undefined && port !== '')
    checkPort(out, { start: span.end - port.length, end: span.end }, port, text);
}

function checkBracketed(out: Collector, span: Span, host: string, text: string): void {
  const inside = host.slice(1, -1);
  const isMarked = /^ipv6:/i.test(inside);
  const name = isMarked ? inside.slice(5) : inside;
  if (parseAddress(name) !== undefined && !(isMarked && !name.includes(':'))) return;
  const why = isMarked || name.includes(':') ? 'is not an IPv6 address' : hostNameError(name);
  if (why !== undefined)
    out.problem('bad-host', span, `${quote(text)} names no host: ${quote(name)} ${why}`, consequence);
}

/** A destination without brackets. Returns whether its port is worth a look. */
function checkPlain(
  out: Collector,
  span: Span,
  text: string,
  host: string,
  port: string | undefined,
): boolean {
  if (text.includes(':') && parseAddress(text) !== undefined) {
    const message = `${quote(text)} is split at its last colon: an IPv6 address belongs in brackets`;
    out.problem('unbracketed-ipv6', span, message, consequence, [`[${text}]`]);
    return false;
  }
  // `smtp:25` is the port 25 of a host with a strange name; anything else behind such a word is a destination.
  if (transports.test(text) && !/^\w+:\d+$/.test(text)) {
    const rest = text.replace(transports, '').replace(/^\/\//, '').replace(/\/$/, '');
    const message = `${quote(text)} begins with a transport: only a destination belongs here`;
    out.problem('transport-prefix', span, message, consequence, [rest === '' ? undefined : rest]);
    return false;
  }
  if (parseAddress(host) !== undefined) return true;
  const why = hostNameError(host);
  if (why === undefined) return true;
  const address = /^(.+)\/\d+$/.exec(text)?.[1] ?? '';
  const suggestion = parseAddress(address) === undefined ? plainName(text) : `[${address}]`;
  const what =
    host === '' && port !== undefined
      ? `${quote(text)} names no host`
      : `${quote(host)} names no host: it ${why}`;
  out.problem('bad-host', span, what, consequence, [suggestion]);
  return false;
}

function plainName(text: string): string | undefined {
  const name = text.replace(/^["'<]+|["'>;]+$/g, '').replace(/\.(?=:|$)/, '');
  return name !== text && hostNameError(name.replace(/:\d+$/, '')) === undefined ? name : undefined;
}

/** Reports a port that is no number from 1 to 65535. Names depend on /etc/services. */
export function checkPort(out: Collector, span: Span, port: string, text: string, then = consequence): void {
  if (!/^\d/.test(port)) {
    if (!/^[\w.+-]+$/.test(port)) {
      out.problem('bad-port', span, `${quote(port)} in ${quote(text)} is not a port`, then);
    }
    return;
  }
  const number = Number(port);
  if (/^\d+$/.test(port) && number >= 1 && number <= 65_535) return;
  const digits = /^(\d{1,5})(?:\/tcp|;|,)$/.exec(port)?.[1];
  out.problem('bad-port', span, `${quote(port)} in ${quote(text)} is not a port from 1 to 65535`, then, [
    digits,
  ]);
}
