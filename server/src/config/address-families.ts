import { commaAndSpace, tokens } from '../values/tokens';
import type { Configuration } from './configuration';

/** Which versions of IP a Postfix speaks. */
export interface AddressFamilies {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  /** Whether it listens on addresses that other machines reach; undefined where that is not known. */
  readonly listensToOthers: boolean | undefined;
  /** Which family the smtp client tries first: `any` takes turns at random. */
  readonly preference: 'any' | 'ipv4' | 'ipv6' | undefined;
}

/** The families that inet_protocols switches on, for mail coming in and going out; undefined where it is not known. */
export function addressFamilies(config: Configuration): AddressFamilies | undefined {
  const protocols = config.known('inet_protocols');
  if (protocols === undefined) return undefined;
  const words = new Set(tokens(protocols, commaAndSpace).map(({ text }) => text));
  const preference = config.known('smtp_address_preference')?.toLowerCase();
  return {
    ipv4: words.has('all') || words.has('ipv4'),
    ipv6: words.has('all') || words.has('ipv6'),
    listensToOthers: listensToOthers(config),
    preference:
      preference === 'any' || preference === 'ipv4' || preference === 'ipv6' ? preference : undefined,
  };
}

/** Whether inet_interfaces names more than the loopback. `$myhostname` counts as an address that others reach. */
export function listensToOthers(config: Configuration): boolean | undefined {
  const raw = config.raw('inet_interfaces');
  const words = tokens(raw ?? '', commaAndSpace).map(({ text }) => text);
  if (words.length > 0 && words.every(isLoopback)) return false;
  if (words.some(word => /^\$[{(]?myhostname[)}]?$/.test(word))) return true;
  const value = config.known('inet_interfaces');
  if (value === undefined) return undefined;
  return !tokens(value, commaAndSpace).every(({ text }) => isLoopback(text));
}

function isLoopback(word: string): boolean {
  return /^(loopback-only|localhost|127\.\d+\.\d+\.\d+|\[?(::1|0:0:0:0:0:0:0:1)\]?)$/i.test(word);
}
