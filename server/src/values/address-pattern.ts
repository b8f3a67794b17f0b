import type { Collector } from './collector';
import {
  addressBits,
  formatAddress,
  hasHostBits,
  isMapped,
  networkOf,
  parseAddress,
  prefixLength,
  type Address,
} from './network';
import { termId } from './terms';
import type { Token } from './tokens';
import type { ItemRole, ValueContext } from './value';
import { quote } from './wording';

const temporaryError =
  'a client of that address family that is compared with it gets a temporary error (451)';
const silence = 'it matches nothing, without a message';

/** Whether a text without brackets is an IPv6 address or network, which Postfix takes for `type:table`. */
export function isAddressText(text: string): boolean {
  return bracketed(text) !== undefined;
}

/** `2001:db8::/32`, `::1`, `IPv6:::1`: what belongs in brackets. */
export function unbracketedAddress(out: Collector, pattern: Token): void {
  const stops = pattern.text.startsWith('::');
  const consequence = stops
    ? 'the server (smtpd) stops when it starts'
    : 'whoever is compared with it gets a temporary error (451)';
  const message = `${quote(pattern.text)} is read as a table of the type ${quote(pattern.text.slice(0, pattern.text.indexOf(':')))}: an IPv6 address belongs in brackets`;
  out.problem('unbracketed-ipv6', pattern, message, consequence, [bracketed(pattern.text)]);
}

function bracketed(text: string): string | undefined {
  const plain = /^ipv6:/i.test(text) ? text.slice(5) : text;
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
  const read = isNumeric ? readNetwork(text) : undefined;
  const role: ItemRole = isNumeric || text.startsWith('[') || !takesNames ? 'network' : 'host';
  const { start, end } = whole;
  out.add({ start, end }, text, role, {
    operator,
    term: termId(context, 'network', pageOf(text, isNumeric)),
  });
  if (read?.error !== undefined)
    out.problem(read.error.code, pattern, read.error.message, read.error.consequence, read.error.suggestions);
  else if (!isNumeric) checkWord(out, pattern, takesNames);
}

interface NetworkReading {
  readonly address?: Address;
  readonly length?: number;
  readonly error?: {
    readonly code: Parameters<Collector['problem']>[0];
    readonly message: string;
    readonly consequence: string;
    readonly suggestions?: readonly (string | undefined)[];
  };
}

function pageOf(text: string, isNumeric: boolean): string {
  if (!isNumeric && !text.startsWith('[')) return text.startsWith('.') ? 'domain-pattern' : 'host-pattern';
  return `ipv${text.includes(':') ? 6 : 4}-${text.includes('/') ? 'network' : 'address'}`;
}

/** What cidr_match_parse makes of a pattern of digits, dots, colons, brackets and slashes. */
function readNetwork(text: string): NetworkReading {
  let inside = text;
  let mask: string | undefined;
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    if (close === -1) {
      const slash = text.indexOf('/');
      const suggestion = slash === -1 ? `${text}]` : `${text.slice(0, slash)}]${text.slice(slash)}`;
      return error('missing-bracket', `${quote(text)} lacks its closing bracket`, temporaryError, suggestion);
    }
    inside = text.slice(1, close);
    const rest = text.slice(close + 1);
    if (rest.startsWith('/')) mask = rest.slice(1);
    else if (rest !== '') {
      return error('text-after-bracket', `${quote(text)} goes on behind its closing bracket`, temporaryError);
    }
  }
  if (mask === undefined && inside.includes('/')) {
    const slash = inside.indexOf('/');
    mask = inside.slice(slash + 1);
    inside = inside.slice(0, slash);
  }
  const address = parseAddress(inside);
  if (mask === undefined) return bareAddress(text, inside, address);
  return maskedAddress(text, inside, mask, address);
}

function bareAddress(text: string, inside: string, address: Address | undefined): NetworkReading {
  if (address === undefined) {
    if (text.startsWith('[') && inside.includes(':')) {
      return error('bad-network', `${quote(inside)} is not an IPv6 address`, temporaryError);
    }
    return error(
      'never-matches',
      `${quote(text)} is not a whole IPv4 address`,
      silence,
      inside.includes('.') ? meantIPv4(inside) : undefined,
    );
  }
  return isMapped(address) ? mapped(text, address, 128) : { address };
}

function maskedAddress(
  text: string,
  inside: string,
  mask: string,
  address: Address | undefined,
): NetworkReading {
  if (!/^\d{1,9}$/.test(mask)) {
    const length = prefixLength(mask);
    if (length === undefined || address?.family !== 4) {
      return error('bad-mask', `${quote(text)} has a mask that is not a number of bits`, temporaryError);
    }
    const suggestion = `${formatAddress(networkOf(address, length))}/${length}`;
    const message = `${quote(text)} has a netmask: Postfix wants the number of bits, ${length}`;
    return error('dotted-netmask', message, temporaryError, suggestion);
  }
  if (address === undefined) {
    const suggestion = meantIPv4(inside)?.replace(/\/.*/, '');
    const message = `${quote(inside)} in ${quote(text)} is not a whole address`;
    return error('bad-network', message, temporaryError, suggestion && `${suggestion}/${mask}`);
  }
  const length = Number(mask);
  if (length > addressBits(address.family)) {
    const message = `${quote(text)} has a mask of ${mask} bits: an IPv${address.family} address has ${addressBits(address.family)}`;
    return error('bad-mask', message, temporaryError);
  }
  if (hasHostBits(address, length)) {
    const written = formatAddress(networkOf(address, length));
    const suggestion = text.startsWith('[') ? `[${written}]/${length}` : `${written}/${length}`;
    const message = `${quote(text)} is an address inside the network ${suggestion}, not a network`;
    return error('host-bits', message, temporaryError, suggestion);
  }
  return isMapped(address) && length >= 96 ? mapped(text, address, length) : { address, length };
}

/** Debian ships 127.0.0.0/8 in this form, so that one passes. */
function mapped(text: string, address: Address, length: number): NetworkReading {
  const high = address.parts[6] as number;
  const low = address.parts[7] as number;
  if (high >> 8 === 127) return { address, length };
  const suggestion = `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}${length === 128 ? '' : `/${length - 96}`}`;
  const message = `${quote(text)} is IPv4 in the form of IPv6: Postfix compares such clients as IPv4`;
  return {
    address,
    length,
    error: { code: 'ipv4-mapped', message, consequence: silence, suggestions: [suggestion] },
  };
}

function error(
  code: NonNullable<NetworkReading['error']>['code'],
  message: string,
  consequence: string,
  suggestion?: string,
): NetworkReading {
  return { error: { code, message, consequence, suggestions: [suggestion] } };
}

/** `1.2.3` and `1.2.3.` → `1.2.3.0/24`, `01.2.3.4` → `1.2.3.4`, `10` → `10.0.0.0/8`. */
function meantIPv4(text: string): string | undefined {
  const parts = text.replace(/\.$/, '').split('.', 5);
  if (parts.length > 4 || parts.some(part => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  const numbers = parts.map(Number);
  if (numbers.length === 4) return numbers.join('.');
  const all = [...numbers, 0, 0, 0].slice(0, 4).join('.');
  return numbers[0] === 0 ? `${all}/0` : `${all}/${numbers.length * 8}`;
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
    tellSilence('has a wildcard, which is compared as it stands', withoutWildcard(text, takesNames));
  else if (text.startsWith('@'))
    tellSilence('is a part of a mail address', takesNames ? text.slice(1) : undefined);
  else if (text.includes('/')) tellSilence('is neither a network nor a name');
  else if (!takesNames) tellSilence('is a name, and only addresses are compared here');
}

function nameIn(text: string): string | undefined {
  return /^\[([\w.-]{1,255})\]$/.exec(text)?.[1];
}

/** `192.168.*` → `192.168.0.0/16`, `*.example.com` → `.example.com`. */
function withoutWildcard(text: string, takesNames: boolean): string | undefined {
  if (takesNames && /^\*\.[^*]+$/.test(text)) return text.slice(1);
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
