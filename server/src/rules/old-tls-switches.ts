import type { Assignment, Configuration } from '../config/configuration';
import type { Entry } from '../syntax/tree';
import { addAfter, removeEntry } from './edits';
import { isYes } from './in-force';
import type { Fix } from './rule';

/** The switches from before Postfix 2.3 and the security level that took their place, by the prefix that they share. */
const levels: Readonly<Record<string, string>> = {
  smtp: 'smtp_tls_security_level',
  lmtp: 'lmtp_tls_security_level',
  smtpd: 'smtpd_tls_security_level',
  postscreen: 'postscreen_tls_security_level',
  tlsproxy: 'tlsproxy_tls_security_level',
  tlsproxy_client: 'tlsproxy_client_security_level',
};

export interface OldTlsSwitch {
  readonly prefix: string;
  /** `use_tls`, `enforce_tls`, or `tls_enforce_peername` (clients only). */
  readonly what: 'use_tls' | 'enforce_tls' | 'tls_enforce_peername';
  /** The name of the security level. */
  readonly level: string;
}

const whats = ['use_tls', 'enforce_tls', 'tls_enforce_peername'] as const;

/** The names of all old switches. */
export const oldTlsSwitches: readonly string[] = Object.keys(levels).flatMap(prefix =>
  whats.map(what => `${prefix}_${what}`),
);

/** What an old switch is called and what replaced it; undefined for other names. */
export function oldTlsSwitch(name: string): OldTlsSwitch | undefined {
  const match = /^(.+)_(use_tls|enforce_tls|tls_enforce_peername)$/.exec(name);
  const level = levels[match?.[1] ?? ''];
  if (match === null || level === undefined) return undefined;
  return { prefix: match[1] as string, what: match[2] as OldTlsSwitch['what'], level };
}

/** Whether the name is one of `*_use_tls`, `*_enforce_tls` and `*_tls_enforce_peername`. */
export function isOldTlsSwitch(name: string): boolean {
  return oldTlsSwitch(name) !== undefined;
}

/**
 * Replaces the switches of one side by the level that they stand for together. Never safe: several lines become one, and a client's
 * level also decides which other parameters count.
 */
export function levelFixes(config: Configuration, assignment: Assignment): Fix[] {
  const old = oldTlsSwitch(assignment.name);
  const entry = config.setting(assignment.name)?.winner;
  if (old === undefined || assignment.file === 'master' || entry === undefined) return [];
  if (config.isSet(old.level)) return [];
  const level = levelOf(config, old.prefix);
  if (level === undefined) return [];
  const switches = (): Entry[] =>
    whats.flatMap(what => config.setting(`${old.prefix}_${what}`)?.definitions ?? []);
  return [
    {
      title: `Replace it with ${old.level} = ${level}`,
      safety: 'unsafe',
      edits: () => [addAfter(entry, old.level, level), ...switches().flatMap(removeEntry)],
    },
  ];
}

/** The level that the switches of a side stand for; undefined where that depends on what is not known. */
function levelOf(config: Configuration, prefix: string): string | undefined {
  const value = (what: string): string | undefined => config.known(`${prefix}_${what}`);
  const isClient = ['smtp', 'lmtp', 'tlsproxy_client'].includes(prefix);
  if (isYes(value('enforce_tls'))) {
    return isClient && !/^no$/i.test(value('tls_enforce_peername') ?? 'yes') ? 'verify' : 'encrypt';
  }
  if (isYes(value('use_tls'))) return 'may';
  return /^no$/i.test(value('use_tls') ?? '') ? 'none' : undefined;
}
