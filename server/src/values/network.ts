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

function parseIPv6(text: string): Address | undefined {
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  // An IPv4 tail must be as strict as elsewhere.
  const tail = text.slice(text.lastIndexOf(':') + 1);
  if (tail.includes('.') && parseIPv4(tail) === undefined) return undefined;
  return { family: 6, parts: ipaddr.IPv6.parse(text).parts };
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

export function isSameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.parts.every((part, i) => part === b.parts[i]);
}

export function formatAddress({ family, parts }: Address): string {
  return family === 4 ? parts.join('.') : new ipaddr.IPv6([...parts]).toRFC5952String();
}

/** Whether an address is ::ffff:a.b.c.d, an IPv4 address in the form of IPv6. */
export function isMapped({ family, parts }: Address): boolean {
  return family === 6 && parts[5] === 0xffff && parts.slice(0, 5).every(part => part === 0);
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
