import type { Address } from './network';
import {
  addressBits,
  formatAddress,
  hasHostBits,
  isMapped,
  networkOf,
  parseAddress,
  prefixLength,
} from './network';
import type { ProblemCode } from './problem-codes';
import { quote } from './wording';

const temporaryError =
  'a client of that address family that is compared with it gets a temporary error (451)';
const silence = 'it matches nothing, without a message';

export interface NetworkProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly consequence: string;
  readonly suggestion: string | undefined;
}

/**
 * What is wrong with a pattern of digits, dots, colons, brackets and slashes, as cidr_match_parse reads it: `192.0.2.1`,
 * `10.0.0.0/8`, `[::1]`, `[::1]/128`, `[::1/128]`. Undefined: nothing.
 */
export function networkProblem(text: string): NetworkProblem | undefined {
  let inside = text;
  let mask: string | undefined;
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    if (close === -1) {
      const slash = text.indexOf('/');
      const suggestion = slash === -1 ? `${text}]` : `${text.slice(0, slash)}]${text.slice(slash)}`;
      return problem(
        'missing-bracket',
        `${quote(text)} lacks its closing bracket`,
        temporaryError,
        suggestion,
      );
    }
    inside = text.slice(1, close);
    const rest = text.slice(close + 1);
    if (rest.startsWith('/')) mask = rest.slice(1);
    else if (rest !== '') {
      return problem(
        'text-after-bracket',
        `${quote(text)} goes on behind its closing bracket`,
        temporaryError,
      );
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

function bareAddress(text: string, inside: string, address: Address | undefined): NetworkProblem | undefined {
  if (address === undefined) {
    if (text.startsWith('[') && inside.includes(':')) {
      return problem('bad-network', `${quote(inside)} is not an IPv6 address`, temporaryError);
    }
    return problem(
      'never-matches',
      `${quote(text)} is not a whole IPv4 address`,
      silence,
      inside.includes('.') ? meantIPv4(inside) : undefined,
    );
  }
  return isMapped(address) ? mapped(text, address, 128) : undefined;
}

function maskedAddress(
  text: string,
  inside: string,
  mask: string,
  address: Address | undefined,
): NetworkProblem | undefined {
  if (!/^\d{1,9}$/.test(mask)) {
    const length = prefixLength(mask);
    if (length === undefined || address?.family !== 4) {
      return problem('bad-mask', `${quote(text)} has a mask that is not a number of bits`, temporaryError);
    }
    const suggestion = `${formatAddress(networkOf(address, length))}/${length}`;
    const message = `${quote(text)} has a netmask: Postfix wants the number of bits, ${length}`;
    return problem('dotted-netmask', message, temporaryError, suggestion);
  }
  if (address === undefined) {
    const suggestion = meantIPv4(inside)?.replace(/\/.*/, '');
    const message = `${quote(inside)} in ${quote(text)} is not a whole address`;
    return problem('bad-network', message, temporaryError, suggestion && `${suggestion}/${mask}`);
  }
  const length = Number(mask);
  if (length > addressBits(address.family)) {
    const message = `${quote(text)} has a mask of ${mask} bits: an IPv${address.family} address has ${addressBits(address.family)}`;
    return problem('bad-mask', message, temporaryError);
  }
  if (hasHostBits(address, length)) {
    const written = formatAddress(networkOf(address, length));
    const suggestion = text.startsWith('[') ? `[${written}]/${length}` : `${written}/${length}`;
    const message = `${quote(text)} is an address inside the network ${suggestion}, not a network`;
    return problem('host-bits', message, temporaryError, suggestion);
  }
  return isMapped(address) && length >= 96 ? mapped(text, address, length) : undefined;
}

/** Debian ships 127.0.0.0/8 in this form, so that one passes. */
function mapped(text: string, { parts }: Address, length: number): NetworkProblem | undefined {
  const [high = 0, low = 0] = parts.slice(6);
  if (high >> 8 === 127) return undefined;
  const mask = length === 128 ? '' : `/${length - 96}`;
  const suggestion = `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}${mask}`;
  const message = `${quote(text)} is IPv4 in the form of IPv6: Postfix compares such clients as IPv4`;
  return problem('ipv4-mapped', message, silence, suggestion);
}

function problem(
  code: ProblemCode,
  message: string,
  consequence: string,
  suggestion?: string,
): NetworkProblem {
  return { code, message, consequence, suggestion };
}

/** `1.2.3` and `1.2.3.` → `1.2.3.0/24`, `01.2.3.4` → `1.2.3.4`, `10` → `10.0.0.0/8`. */
export function meantIPv4(text: string): string | undefined {
  const parts = text.replace(/\.$/, '').split('.', 5);
  if (parts.length > 4 || parts.some(part => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  const numbers = parts.map(Number);
  if (numbers.length === 4) return numbers.join('.');
  const all = [...numbers, 0, 0, 0].slice(0, 4).join('.');
  return numbers[0] === 0 ? `${all}/0` : `${all}/${numbers.length * 8}`;
}
