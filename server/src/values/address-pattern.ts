import type { Collector } from './collector';
import { type Address, formatAddress, hasHostBits, networkOf, parseAddress } from './network';
import { meantIPv4, networkProblem } from './network-problem';
import { termId } from './terms';
import type { Token } from './tokens';
import type { ItemRole, ValueContext } from './value';
import { quote } from './wording';

const silence = 'it matches nothing, without a message';

/** Whether a text without brackets is an IPv6 address, network or beginning of one, which Postfix takes for `type:table`. */
export function isAddressText(text: string): boolean {
  return bracketed(text) !== undefined;
}

/** `2001:db8::/32`, `::1`, `IPv6:::1`: what belongs in brackets. */
export function unbracketedAddress(out: Collector, pattern: Token): void {
  const stops = pattern.text.startsWith('::');
  const consequence = stops
    ? 'the server (smtpd) stops when it starts'
    : 'comparing with it fails, so clients get a temporary error (451 or 421) or count as not listed';
  const type = pattern.text.slice(0, pattern.text.indexOf(':'));
  const table = type === '' ? 'type:table without a type' : `a table of the type ${quote(type)}`;
  const message = `${quote(pattern.text)} is read as ${table}: an IPv6 address belongs in brackets`;
  out.problem('unbracketed-ipv6', pattern, message, consequence, [bracketed(pattern.text)]);
}

function bracketed(text: string): string | undefined {
  const plain = whole(/^ipv6:/i.test(text) ? text.slice(5) : text);
  const slash = plain.indexOf('/');
  const address = parseAddress(slash === -1 ? plain : plain.slice(0, slash));
  if (address?.family !== 6) return undefined;
  const mask = slash === -1 ? '' : plain.slice(slash);
  if (mask !== '' && !/^\/\d{1,3}$/.test(mask)) return undefined;
  const length = mask === '' ? 128 : Math.min(Number(mask.slice(1)), 128);
  // The spelling of the file stays unless host bits must go.
  const written = hasHostBits(address, length)
    ? formatAddress(networkOf(address, length))
    : plain.slice(0, slash === -1 ? undefined : slash);
  return `[${written}]${mask}`;
}

/** `2001:db8:`, as access tables have it, is `2001:db8::/32`; table types have no digits. */
function whole(text: string): string {
  const [, groups, mask] = /^((?:[\da-f]{1,4}:){1,7})(\/\d{1,3})?$/i.exec(text) ?? [];
  if (groups === undefined || !/\d/.test(groups.slice(0, groups.indexOf(':')))) return text;
  return `${groups}:${mask ?? `/${16 * (groups.split(':').length - 1)}`}`;
}

/**
 * One element of a list of hosts and addresses that is neither a file nor a table: an address, a network, a host name
 * or a domain (match_hostname, match_hostaddr, cidr_match_parse). `whole` is the element with its `!`.
 */
export function addAddressPattern(
  out: Collector,
  whole: Token,
  pattern: Token,
  operator: string | undefined,
  takesNames: boolean,
  context: ValueContext,
): void {
  const { text } = pattern;
  const isNumeric = isAddressCharacters(text);
  const role: ItemRole = isNumeric || text.startsWith('[') || !takesNames ? 'network' : 'host';
  const { start, end } = whole;
  out.add({ start, end }, text, role, {
    operator,
    term: termId(context, 'network', pageOf(text, isNumeric)),
  });
  if (!isNumeric) checkWord(out, pattern, takesNames);
  else {
    const found = networkProblem(text);
    if (found !== undefined)
      out.problem(found.code, pattern, found.message, found.consequence, [found.suggestion]);
  }
}

function pageOf(text: string, isNumeric: boolean): string {
  if (!isNumeric && !text.startsWith('[')) return text.startsWith('.') ? 'domain-pattern' : 'host-pattern';
  return `ipv${text.includes(':') ? 6 : 4}-${text.includes('/') ? 'network' : 'address'}`;
}

/** What is left is compared as a name: many patterns of other programs then equal nothing. */
function checkWord(out: Collector, pattern: Token, takesNames: boolean): void {
  const { text } = pattern;
  const tellSilence = (why: string, suggestion?: string): void =>
    out.problem('never-matches', pattern, `${quote(text)} ${why}`, silence, [suggestion]);

  if (text.startsWith('[')) {
    if (/^\[ipv6:/i.test(text)) {
      tellSilence('has a prefix that belongs to mail addresses', `[${text.slice(6)}`);
    } else if (text.includes('%')) {
      tellSilence('names an interface: addresses are compared without one', text.replace(/%[^\]/]*/, ''));
    } else if (!text.includes(']')) {
      tellSilence('lacks its closing bracket');
    } else tellSilence('has a name in brackets: brackets are for addresses', nameIn(text));
  } else if (/["'`]/.test(text))
    tellSilence('has quotes, which are compared as they stand', text.replace(/["'`;]/g, ''));
  else if (text.includes(';'))
    tellSilence('has a semicolon: blanks and commas separate', text.replace(/;+$/, '').replace(/;+/g, ', '));
  else if (text.startsWith('{'))
    tellSilence('has braces, which are compared as they stand', text.replace(/^\{\s*|\s*\}$/g, ''));
  else if (text.includes('*'))
    tellSilence('has a wildcard, which is compared as it stands', withoutWildcard(text));
  else if (/^\d{1,3}(?:\.\d{1,3}){3}-[\d.]+$/.test(text))
    tellSilence('is a range: networks are written with the number of their bits', networkOfRange(text));
  else if (text.startsWith('@'))
    tellSilence('is a part of a mail address', takesNames ? text.slice(1) : undefined);
  else if (text.includes('/')) tellSilence('is neither a network nor a name');
  else if (!takesNames) tellSilence('is a name, and only addresses are compared here');
}

/** `10.0.0.0-10.0.0.255` → `10.0.0.0/24`; undefined where no single network holds just that. */
function networkOfRange(text: string): string | undefined {
  const [first = '', last = ''] = text.split('-', 2);
  const short = last.split('.').length;
  const end = short === 4 ? last : [...first.split('.').slice(0, 4 - short), last].join('.');
  const from = parseAddress(first);
  const to = parseAddress(end);
  if (from === undefined || to === undefined) return undefined;
  const length = 32 - Math.log2(numberOf(to) - numberOf(from) + 1);
  return Number.isInteger(length) && !hasHostBits(from, length) ? `${first}/${length}` : undefined;
}

function numberOf({ parts }: Address): number {
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function nameIn(text: string): string | undefined {
  return /^\[([\w.-]{1,255})\]$/.exec(text)?.[1];
}

/** `192.168.*` → `192.168.0.0/16`. What was meant by `*.example.com` depends on parent_domain_matches_subdomains. */
function withoutWildcard(text: string): string | undefined {
  return /^[\d.]{1,15}(?:\.\*)+$/.test(text) ? meantIPv4(text.replace(/[.*]+$/, '')) : undefined;
}

/** The characters of addresses and networks; a pattern with any other is a name. */
function isAddressCharacters(text: string): boolean {
  let digits = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits = true;
    else if (code === 46 || code === 47 || code === 58 || code === 91 || code === 93) continue;
    else if (!(code >= 97 && code <= 102) && !(code >= 65 && code <= 70)) return false;
  }
  if (text.startsWith('[') || text.includes('/')) return true;
  // Without brackets and mask, letters make a name of it: `face.dead`.
  return digits && /^[\d.]+$/.test(text);
}
