import { isAtLeast } from '../catalogue/release';
import type { Configuration } from '../config/configuration';
import { knownServiceValue } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import { commaAndSpace, tokens, type Token } from '../values/tokens';

/** smtpd does not work without one of these in one of the two lists (smtpd_check.c). */
export const protections = [
  'reject_unauth_destination',
  'defer_unauth_destination',
  'reject',
  'defer',
  'defer_if_permit',
] as const;

export const relayLists = ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'] as const;

/**
 * Whether a service refuses to relay for strangers, as smtpd judges when it starts: `missing` makes it stop. Undefined where the
 * lists depend on what is not known.
 */
export function relayProtection(
  config: Configuration,
  service: Service | undefined,
): 'present' | 'missing' | undefined {
  const lists = relayLists.map(name => knownServiceValue(config, service, name));
  if (lists.some(list => list !== undefined && protects(config, list))) return 'present';
  return lists.includes(undefined) ? undefined : 'missing';
}

/** Whether one list of restrictions denies relaying somewhere before it permits everything. */
export function protects(config: Configuration, list: string, depth = 0): boolean {
  const words = tokens(list, commaAndSpace, true).map(({ text }) => text);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const name = word.toLowerCase();
    if (name === 'warn_if_reject' && i + 1 < words.length) {
      i++;
      continue;
    }
    if (name === 'permit') return false;
    if (isProtection(name)) return true;
    if (name === 'check_relay_domains' && !isAtLeast(config.release, '3.9')) return true;
    // Classes are found by their exact names.
    if (depth < 10 && isClass(config, word) && protects(config, config.known(word) ?? '', depth + 1))
      return true;
  }
  return false;
}

/** The `permit` of a list behind which nothing is asked. */
export function plainPermit(list: string): Token | undefined {
  const words = tokens(list, commaAndSpace, true);
  return words.find(
    ({ text }, at) => /^permit$/i.test(text) && words[at - 1]?.text.toLowerCase() !== 'warn_if_reject',
  );
}

export function isProtection(word: string): boolean {
  return (protections as readonly string[]).includes(word.toLowerCase());
}

function isClass(config: Configuration, word: string): boolean {
  return config.valueContext.restrictionClasses.has(word.toLowerCase()) && config.isSet(word);
}
