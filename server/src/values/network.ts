import ipaddr from 'ipaddr.js';

/** An address as four bytes or eight groups of 16 bits, most significant first. */
export interface Address {
  readonly family: 4 | 6;
  readonly parts: readonly number[];
}

/** What inet_pton(3) reads: four decimal numbers without leading zeros, or IPv6 in any spelling. No zone, no brackets. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  return text.includes(':') ? parseIPv6(text) : parseIPv4(text);
}

function parseIPv4(text: string): Address | undefined {
  const parts: number[] = [];
  let part = -1;
  for (let at = 0; at <= text.length; at++) {
    const digit = at === text.length ? NaN : text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      if (part === 0) return undefined;
      part = (part === -1 ? 0 : part * 10) + digit;
      if (part > 255) return undefined;
    } else {
      if (part === -1 || parts.length === 4 || (at < text.length && digit !== -2)) return undefined;
      parts.push(part);
      part = -1;
    }
  }
  return parts.length === 4 ? { family: 4, parts } : undefined;
}

/** Up to eight groups of hexadecimal digits, one run of zeros as `::`, the last two groups perhaps as IPv4. */
function parseIPv6(text: string): Address | undefined {
  const parts: number[] = [];
  let gap = -1;
  let at = 0;
  if (text.startsWith('::')) {
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    let end = at;
    let part = 0;
    for (; end < text.length && end < at + 5; end++) {
      const digit = hexDigit(text.charCodeAt(end));
      if (digit === -1) break;
      part = part * 16 + digit;
    }
    if (text.charCodeAt(end) === 46) {
      const tail = parseIPv4(text.slice(at))?.parts;
      if (tail === undefined) return undefined;
      const [a = 0, b = 0, c = 0, d = 0] = tail;
      parts.push(a * 256 + b, c * 256 + d);
      at = text.length;
      break;
    }
    if (end === at || part > 0xffff || parts.length === 8) return undefined;
    parts.push(part);
    if (end === text.length) break;
    if (text.charCodeAt(end) !== 58 || end + 1 === text.length) return undefined;
    at = end + 1;
    if (text.charCodeAt(at) === 58) {
      if (gap !== -1) return undefined;
      gap = parts.length;
      at++;
    }
  }
  if (gap === -1 ? parts.length !== 8 : parts.length > 7) return undefined;
  if (gap !== -1) parts.splice(gap, 0, ...Array<number>(8 - parts.length).fill(0));
  return { family: 6, parts };
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** How many bits an address of the family has. */
export function addressBits(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** The network that holds an address: the address with its host bits cleared. */
export function networkOf({ family, parts }: Address, length: number): Address {
  const bits = family === 4 ? 8 : 16;
  return { family, parts: parts.map((part, i) => clearLow(part, bits, length - i * bits)) };
}

/** A part with only its `keep` high bits. */
function clearLow(part: number, bits: number, keep: number): number {
  if (keep >= bits) return part;
  return keep <= 0 ? 0 : part & ~((1 << (bits - keep)) - 1);
}

/** Whether an address has bits set behind the given length, so that it is no network of that length. */
export function hasHostBits({ family, parts }: Address, length: number): boolean {
  const bits = family === 4 ? 8 : 16;
  return parts.some((part, i) => part !== clearLow(part, bits, length - i * bits));
}

/** As inet_ntop(3) writes it: IPv6 in lower case, the longest run of zeros as `::` (RFC 5952). */
export function formatAddress({ family, parts }: Address): string {
  return family === 4 ? parts.join('.') : new ipaddr.IPv6([...parts]).toRFC5952String();
}

/** Whether an address is ::ffff:a.b.c.d, an IPv4 address in the form of IPv6. */
export function isMapped({ family, parts }: Address): boolean {
  return family === 6 && parts[5] === 0xffff && parts.every((part, i) => i > 4 || part === 0);
}

/** `255.255.255.0` → 24; undefined for anything that is no netmask. */
export function prefixLength(netmask: string): number | undefined {
  const mask = parseIPv4(netmask);
  if (mask === undefined) return undefined;
  const ones = mask.parts.map(part => part.toString(2).padStart(8, '0')).join('');
  const zero = ones.indexOf('0');
  const length = zero === -1 ? 32 : zero;
  return ones.includes('1', length) ? undefined : length;
}
