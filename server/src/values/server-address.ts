import { isAtLeast, formatRelease } from '../catalogue/release';
import type { Span } from '../text/span';
import type { Collector } from './collector';
import { checkPort } from './destination';
import { nearestWord } from './nearest';
import { checkBraces } from './table-reference';
import { commaAndSpace, isDynamic, skipBlanks, tokens, type Token } from './tokens';
import type { ValueContext } from './value';
import { possible, quote } from './wording';

const types: readonly string[] = ['inet', 'unix', 'local'];
const bracesSince = '3.0';

/** A kind of server that Postfix talks to: milters, policy services. */
export interface ServerForm {
  /** `a milter`. */
  readonly noun: string;
  /** Settings that `{ address, name = value }` can hold. */
  readonly options: readonly string[];
  /** What happens when its address cannot be used. */
  readonly consequence: string;
  /** What happens when the braces and settings cannot be read. */
  readonly bracesConsequence: string;
}

/** `inet:host:port`, `unix:path`, or from 3.0 one of these in braces with settings behind it. */
export function addServer(
  out: Collector,
  text: string,
  token: Token,
  form: ServerForm,
  context: ValueContext,
  parent?: number,
): void {
  if (!token.text.startsWith('{')) {
    addTypedEndpoint(out, text, token, form, parent);
    return;
  }
  if (!isAtLeast(context.release, bracesSince)) {
    const message = `${quote(token.text)} needs Postfix ${bracesSince} or newer, not ${formatRelease(context.release)}`;
    out.problem('too-new', token, message, form.bracesConsequence);
    return;
  }
  const close = checkBraces(out, text, token, form.bracesConsequence);
  const inner = tokens(text, commaAndSpace, true, token.start + 1, close ?? token.end);
  const [address, ...settings] = inner;
  if (address === undefined) {
    if (close !== undefined)
      out.problem('bad-endpoint', token, `${quote(token.text)} is empty`, form.bracesConsequence);
    return;
  }
  addTypedEndpoint(out, text, address, form, parent);
  addSettings(out, text, settings, form, parent);
}

/** `inet: localhost:8891`: a blank behind the colon. Returns whether the two words are such an address. */
export function addSplitServer(
  out: Collector,
  text: string,
  token: Token,
  next: Token | undefined,
  form: ServerForm,
  parent?: number,
): boolean {
  const type = token.text.slice(0, -1);
  if (next === undefined || !token.text.endsWith(':') || !types.includes(type)) return false;
  const isAddress = type === 'inet' ? /:\w+$/.test(next.text) : next.text.includes('/');
  if (!isAddress || text.slice(token.end, next.start).includes(',')) return false;
  const span = { start: token.start, end: next.end };
  out.add(span, text.slice(span.start, span.end), 'host', { parent });
  const message = `${quote(`${token.text} ${next.text}`)} has a blank behind its colon, where the address of ${form.noun} belongs`;
  out.problem('bad-endpoint', span, message, form.consequence, [token.text + next.text]);
  return true;
}

/** The settings in braces: `name=value` or `{ name = value }`. Blanks around `=` want braces of their own. */
function addSettings(
  out: Collector,
  text: string,
  settings: readonly Token[],
  form: ServerForm,
  parent: number | undefined,
): void {
  for (let i = 0; i < settings.length; i++) {
    const first = settings[i] as Token;
    let last = i;
    if (settings[i + 1]?.text.startsWith('=') === true && !first.text.includes('=')) last = i + 1;
    if (settings[last]?.text.endsWith('=') === true && settings[last + 1]?.text.includes('=') === false)
      last++;
    if (last === i) {
      addSetting(out, text, first, form, parent);
      continue;
    }
    const span = { start: first.start, end: (settings[last] as Token).end };
    const written = text.slice(span.start, span.end);
    out.add(span, written, 'argument', { parent });
    const message = `${quote(written)} has blanks around its =, so it needs braces of its own`;
    out.problem('bad-option', span, message, form.bracesConsequence, [`{ ${written} }`]);
    i = last;
  }
}

/** Parses an address that must say its type, as milters and policy services do. */
function addTypedEndpoint(
  out: Collector,
  text: string,
  token: Token,
  form: ServerForm,
  parent: number | undefined,
): void {
  if (isDynamic(token.text) && !/^[a-z]+:/.test(token.text)) {
    out.add(token, token.text, 'host', { parent });
    return;
  }
  const colon = token.text.indexOf(':');
  const type = colon === -1 ? '' : token.text.slice(0, colon);
  if (type === '' || types.includes(type)) addEndpoint(out, text, token, parent);
  else out.add(token, token.text, 'host', { parent });
  if (type === '' || colon === token.text.length - 1) {
    const message = `${quote(token.text)} is not the address of ${form.noun}: write inet:host:port or unix:path`;
    out.problem('bad-endpoint', token, message, form.consequence, [meantEndpoint(token.text)]);
  } else if (!types.includes(type)) {
    const message = `${quote(type)} in ${quote(token.text)} is not a way to reach ${form.noun}: ${possible(types)}`;
    out.problem('unknown-endpoint-type', token, message, form.consequence, [meantEndpoint(token.text)]);
  } else if (type === 'inet' && /^\d{1,5}@/.test(token.text.slice(5))) {
    const message = `${quote(token.text)} has Sendmail's form: Postfix wants the host first`;
    out.problem('bad-endpoint', token, message, form.consequence, [meantEndpoint(token.text.slice(5))]);
  }
}

/** `/run/x.sock`, `localhost:8891`, `8891@localhost`, `tcp:localhost:8891`. */
function meantEndpoint(text: string): string | undefined {
  const plain = text.replace(/^(?:unix|local|socket|file):(?:\/\/)?(?=\/)/i, '');
  if (plain.startsWith('/')) return `unix:${plain}`;
  const sendmail = /^(?:inet6?:)?(\d{1,5})@([\w.-]{1,255}|\[[\da-f:.]+\])$/i.exec(text);
  if (sendmail !== null) return `inet:${sendmail[2]}:${sendmail[1]}`;
  const address = text.replace(/^(?:tcp|inet[46]?|http|socket)s?:(?:\/\/)?/i, '');
  return /^(?:[\w.-]{1,255}|\[[\da-f:.]+\]):\w{1,30}$/i.test(address) ? `inet:${address}` : undefined;
}

/** Adds the items of `inet:host:port`, `unix:path`, `host:port`, `path`: each part belongs to the one before it. */
export function addEndpoint(out: Collector, text: string, span: Span, parent?: number): void {
  const { start, end } = span;
  const written = text.slice(start, end);
  const type = /^(inet|unix|local):/.exec(written)?.[1];
  const from = type === undefined ? start : start + type.length + 1;
  const owner = type === undefined ? parent : out.add({ start, end: from - 1 }, type, 'word', { parent });
  if (from === end) return;
  const rest = text.slice(from, end);
  const whole = { start: from, end };
  if (isPath(type, rest)) {
    out.add(whole, rest, 'path', { parent: owner });
    return;
  }
  const colon = isDynamic(rest) || rest.endsWith(']') ? -1 : rest.lastIndexOf(':');
  if (colon === -1 && !/^\w+$/.test(rest)) {
    out.add(whole, rest, 'host', { parent: owner });
    // What is filled in later may bring its port along.
    if (type === 'inet' && /^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(rest)) withoutPort(out, whole, rest, written);
    return;
  }
  const host =
    colon < 1
      ? owner
      : out.add({ start: from, end: from + colon }, rest.slice(0, colon), 'host', { parent: owner });
  const port = rest.slice(colon + 1);
  if (port === '') return;
  const portSpan = { start: end - port.length, end };
  out.add(portSpan, port, 'port', { parent: host });
  if (colon === -1 && port.toLowerCase() === 'localhost') withoutPort(out, portSpan, port, written);
  else if (!port.includes('@')) checkPort(out, portSpan, port, written, 'the connection to it fails');
}

/** A word alone is the port, of this host (host_port(3)); an address in brackets has none. */
export function withoutPort(out: Collector, span: Span, host: string, written: string): void {
  const message = host.startsWith('[')
    ? `${quote(written)} has no port behind the address`
    : `${host === written ? '' : `${quote(host)} in `}${quote(written)} is taken for the port, because none follows`;
  out.problem('bad-port', span, message, 'the connection to it fails');
}

function isPath(type: string | undefined, rest: string): boolean {
  if (type !== undefined) return type !== 'inet';
  return rest.startsWith('/') || (!rest.includes(':') && !/^\d+$/.test(rest));
}

function addSetting(
  out: Collector,
  text: string,
  token: Token,
  form: ServerForm,
  parent: number | undefined,
): void {
  out.add(token, token.text, 'argument', { parent });
  const inBraces = token.text.startsWith('{');
  if (inBraces && checkBraces(out, text, token, form.bracesConsequence) === undefined) return;
  const nameStart = inBraces ? skipBlanks(token.text, 1, token.text.length) : 0;
  const equals = token.text.indexOf('=');
  if (equals === -1) {
    if (isDynamic(token.text)) return;
    const message = `${quote(token.text)} is not name=value`;
    out.problem('bad-option', token, message, form.bracesConsequence);
    return;
  }
  const name = token.text.slice(nameStart, equals).trimEnd();
  if (form.options.includes(name) || isDynamic(name)) return;
  const span = { start: token.start + nameStart, end: token.start + nameStart + name.length };
  const message = `${quote(name)} is not a setting of ${form.noun}: ${possible(form.options)}`;
  const suggestion = nearestWord(name.replace(/^(?:smtpd_policy_service_|milter_)/, ''), form.options);
  out.problem('unknown-option', span, message, form.bracesConsequence, [suggestion]);
}
