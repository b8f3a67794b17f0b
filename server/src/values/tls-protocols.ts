import type { KindOf } from '../catalogue/kind';
import { formatRelease, isAtLeast, type Release } from '../catalogue/release';
import { Collector } from './collector';
import { nearestWord } from './nearest';
import { candidate, termId } from './terms';
import { commaSpaceColon, isDynamic, tokens, type Token } from './tokens';
import type { Candidate, Item, ParsedValue, ValueContext, ValueKind } from './value';
import { quote } from './wording';

/** From the oldest to the newest. SSLv2 is a name that Postfix knows and OpenSSL no longer has. */
export const protocols = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type Protocol = (typeof protocols)[number];

const versionNumbers: ReadonlyMap<number, Protocol> = new Map([
  [0x300, 'SSLv3'],
  [0x301, 'TLSv1'],
  [0x302, 'TLSv1.1'],
  [0x303, 'TLSv1.2'],
  [0x304, 'TLSv1.3'],
]);
const names: ReadonlyMap<string, string> = new Map(
  ['SSLv2', ...protocols].map(name => [name.toLowerCase(), name]),
);
const boundsSince = '3.6';
const consequence =
  'the server answers STARTTLS with 454, and the client defers mail that it then may send without TLS';

/**
 * Which TLS versions are on (tls_proto_mask_lims): a plain name includes, `!` excludes, `>=` and `<=` set bounds from
 * 3.6. Split at blanks, commas and colons; in any case.
 */
export const tlsProtocols: ValueKind<KindOf<'tls-protocols'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const list = tokens(text, commaSpaceColon);
    for (let i = 0; i < list.length; i++) {
      const token = list[i] as Token;
      if (out.isWord(token, text, 'protocol')) addProtocol(out, token, list[i + 1], context);
    }
    return out;
  },
  candidates(_kind, context) {
    const offers: Candidate[] = [];
    const withBounds = isAtLeast(context.release, boundsSince);
    for (const [rank, name] of ['TLSv1.2', 'TLSv1.3', 'TLSv1.1', 'TLSv1', 'SSLv3', 'SSLv2'].entries()) {
      const plain = candidate(context, name, 'protocol', 'protocol', rank + 10);
      if (plain === undefined) continue;
      const bound = name === 'SSLv2' ? undefined : name;
      if (withBounds && bound !== undefined) {
        offers.push({ ...plain, label: `>=${bound}`, rank, detail: `${bound} and newer` });
        offers.push({ ...plain, label: `<=${bound}`, rank: rank + 30, detail: `${bound} and older` });
      }
      offers.push({ ...plain, label: `!${name}`, rank: 20 + 6 - rank, detail: `not ${name}` });
      offers.push({ ...plain, rank: rank + 40, detail: `${name} only, with others so named` });
    }
    return offers;
  },
};

/** What a list of protocols amounts to. */
export interface ProtocolSet {
  /** Versions that are on, oldest first. */
  readonly enabled: readonly Protocol[];
  /**
   * Versions that a client offers: OpenSSL's client takes only a range without holes, the oldest one. SSLv3, which
   * builds of OpenSSL leave out, makes no hole and is no range.
   */
  readonly offered: readonly Protocol[];
  /** Whether a version of TLS is off between two that are on. */
  readonly hasHole: boolean;
  readonly floor: Protocol | undefined;
  readonly ceiling: Protocol | undefined;
  /** Whether plain names made it a list of what is on. */
  readonly isInclusive: boolean;
  /** The first item for which Postfix gives up TLS. `enabled` is then what the rest would mean. */
  readonly invalid: Item | undefined;
  /** Whether it depends on other parameters, so that nothing above is certain. */
  readonly isDynamic: boolean;
}

/** Which versions a parsed list leaves on in a release. */
export function protocolSet(parsed: ParsedValue, release: Release): ProtocolSet {
  let floor = 0;
  let ceiling = protocols.length - 1;
  let hasFloor = false;
  let hasCeiling = false;
  let invalid: Item | undefined;
  const excluded = new Set<string>();
  const included = new Set<string>();
  for (const item of parsed.items) {
    if (item.role !== 'protocol' || item.dynamic === true) continue;
    const meaning = readProtocol(item.operator ?? '', item.text, release);
    if (meaning === undefined) invalid ??= item;
    else if (meaning.kind === 'exclude') excluded.add(meaning.name);
    else if (meaning.kind === 'include') included.add(meaning.name);
    else {
      const bound = meaning.name === undefined ? -1 : protocols.indexOf(meaning.name as Protocol);
      // The last bound of each kind counts; one without a version takes the bound away.
      if (meaning.kind === 'floor') {
        hasFloor = bound !== -1;
        floor = Math.max(bound, 0);
      } else {
        hasCeiling = bound !== -1;
        ceiling = bound === -1 ? protocols.length - 1 : bound;
      }
    }
  }
  // Of a comment only this is certain: its first word is no protocol.
  const comment = parsed.problems.find(problem => problem.code === 'trailing-comment');
  if (comment !== undefined && (invalid === undefined || comment.start < invalid.start)) {
    invalid = { start: comment.start, end: comment.end, text: '#', role: 'protocol' };
  }
  // SSLv2 has no bit of its own: a list of it alone is an empty list.
  included.delete('SSLv2');
  const enabled = protocols.filter(
    (name, i) =>
      i >= floor && i <= ceiling && !excluded.has(name) && (included.size === 0 || included.has(name)),
  );
  const offered = oldestRange(enabled);
  return {
    enabled,
    offered,
    hasHole: offered.length < enabled.filter(name => name !== 'SSLv3').length,
    floor: hasFloor ? protocols[floor] : undefined,
    ceiling: hasCeiling ? protocols[ceiling] : undefined,
    isInclusive: included.size > 0,
    invalid,
    isDynamic: parsed.items.some(item => item.dynamic === true),
  };
}

function oldestRange(enabled: readonly Protocol[]): readonly Protocol[] {
  const versions = enabled.filter(name => name !== 'SSLv3');
  const [first] = versions;
  if (first === undefined) return enabled;
  const from = protocols.indexOf(first);
  return versions.filter((name, i) => name === protocols[from + i]);
}

type Meaning =
  | { readonly kind: 'include' | 'exclude'; readonly name: string }
  | { readonly kind: 'floor' | 'ceiling'; readonly name: Protocol | undefined };

/** What an element means; undefined where Postfix does not understand it. */
function readProtocol(operator: string, text: string, release: Release): Meaning | undefined {
  const name = names.get(text.toLowerCase());
  if (operator === '' || operator === '!') {
    return name === undefined ? undefined : { kind: operator === '' ? 'include' : 'exclude', name };
  }
  if (!isAtLeast(release, boundsSince)) return undefined;
  const kind = operator === '>=' ? 'floor' : 'ceiling';
  if (name !== undefined) return name === 'SSLv2' ? undefined : { kind, name: name as Protocol };
  if (text === '' || text.toLowerCase() === 'none') return { kind, name: undefined };
  const number = versionNumber(text);
  // A number that is no version sets no bound: OpenSSL refuses it.
  return number === undefined ? undefined : { kind, name: versionNumbers.get(number) };
}

/** A hexadecimal number as strtoul(3) reads it, with or without `0x`, at most what an int holds. */
function versionNumber(text: string): number | undefined {
  const number = /^\+?(?:0x)?[0-9a-f]{1,16}$/i.test(text) ? parseInt(text.replace('+', ''), 16) : NaN;
  return number <= 0x7fffffff ? number : undefined;
}

function addProtocol(out: Collector, token: Token, next: Token | undefined, context: ValueContext): void {
  const operator = operatorOf(token.text);
  const text = token.text.slice(operator.length);
  const name = names.get(text.toLowerCase()) ?? versionNumbers.get(versionNumber(text) ?? 0);
  const term = name === undefined ? undefined : termId(context, 'protocol', name);
  const { start, end } = token;
  out.add({ start, end }, text, 'protocol', { operator: operator === '' ? undefined : operator, term });

  const isBound = operator === '>=' || operator === '<=';
  if (isBound && !isAtLeast(context.release, boundsSince)) {
    const message = `${quote(token.text)} needs Postfix 3.6 or newer, not ${formatRelease(context.release)}`;
    out.problem('too-new', token, message, consequence);
  } else if (isBound && text === '') {
    blankAfterBound(out, token, operator, next);
  } else if (readProtocol(operator, text, context.release) === undefined) {
    const suggestion = meantProtocol(token.text, isAtLeast(context.release, boundsSince));
    const message = `${quote(token.text)} is not understood in a list of TLS protocols`;
    out.problem('unknown-protocol', token, message, consequence, [suggestion]);
  } else if (isBound && name === undefined && text.toLowerCase() !== 'none') {
    const message = `${quote(text)} is the number of no TLS version`;
    out.problem('unknown-version-number', token, message, 'there is no bound, and the log has a warning');
  }
}

function blankAfterBound(out: Collector, token: Token, operator: string, next: Token | undefined): void {
  const name = next === undefined || isDynamic(next.text) ? undefined : names.get(next.text.toLowerCase());
  if (next === undefined || name === undefined) {
    const message = `${quote(token.text)} has no version behind it, so it bounds nothing`;
    out.problem('blank-after-bound', token, message);
    return;
  }
  const message = `${quote(`${operator} ${next.text}`)} has a blank: ${operator} alone bounds nothing, and ${name} alone is a list`;
  const joined = `${operator}${name}`;
  const span = { start: token.start, end: next.end };
  out.problem('blank-after-bound', span, message, `only ${name} is on, and every other version off`, [
    joined,
  ]);
}

function operatorOf(token: string): '' | '!' | '>=' | '<=' {
  return token.startsWith('!') ? '!' : (boundIn(token) ?? '');
}

/** On which side an item of a list of protocols is a bound; undefined where it is none. */
export function boundIn(item: string): '>=' | '<=' | undefined {
  return item.startsWith('>=') ? '>=' : item.startsWith('<=') ? '<=' : undefined;
}

/** `TLS1.2`, `TLSv1_2`, `>TLSv1.1`, `=TLSv1.2`, `-SSLv3`, `>=1.2`, `TLSv1.0` … */
function meantProtocol(token: string, withBounds: boolean): string | undefined {
  const match = /^([-!+<>=]{0,3})(.{1,20})$/.exec(token);
  if (match === null) return undefined;
  const [, written = '', text = ''] = match;
  const digits = /^(tls|ssl)?[-_ ]?v?([1-3])(?:[._-]?([0-3]))?$/i.exec(text);
  let name: string | undefined;
  if (digits !== null) {
    const minor = digits[3] === undefined || digits[3] === '0' ? '' : `.${digits[3]}`;
    const family = digits[1]?.toLowerCase() === 'ssl' || digits[2] !== '1' ? 'ssl' : 'tls';
    name = names.get(`${family}v${digits[2] ?? ''}${minor}`);
  }
  name ??= nearestWord(text, [...names.values()]);
  if (name === undefined) return undefined;
  if (written === '') return name;
  if (written === '!' || written === '-') return `!${name}`;
  if (!withBounds || name === 'SSLv2') return undefined;
  if (written === '>') {
    // Strictly newer: the next version.
    const newer = protocols[protocols.indexOf(name as Protocol) + 1];
    return newer === undefined ? undefined : `>=${newer}`;
  }
  if (written.includes('<')) return written === '<' ? undefined : `<=${name}`;
  return written.includes('>') ? `>=${name}` : written === '+' || written === '=' ? name : undefined;
}
