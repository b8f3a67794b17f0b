import type { Kind } from './kind';

/** A main.cf parameter: what it is, whichever release. Its defaults are in `DefaultHistory`. */
export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  /** The theme of the page: the folder under data/parameters. */
  readonly theme: string;
  /** Programs of Postfix that read it; `*` all, `*server` every server, `*tls` all that do TLS. */
  readonly programs: readonly string[];
  /** First release, from 1.1 on. `undefined`: older than any record. */
  readonly since: string | undefined;
  /** First patch levels of older branches that have it too. */
  readonly backports: readonly string[];
  /** The first release without it. */
  readonly removed: string | undefined;
  readonly deprecated: Deprecation | undefined;
  /** From this release on the value changes nothing. */
  readonly noEffectSince: string | undefined;
  /** Postfix reads the value without expanding `$name`. */
  readonly raw: boolean;
  /** A shorter value stops the program that reads it. */
  readonly minLength: number;
  /** Where a computed default comes from: other parameters of the `file`, or the `host`; undefined: the release says it. */
  readonly computedFrom: 'file' | 'host' | undefined;
  readonly defaults: DefaultHistory;
  /** Parameters a reader would look at next. */
  readonly related: readonly string[];
  /** The twin whose page is shown below this one's. */
  readonly sameAs: string | undefined;
  /** In how many of 322 real main.cf files it is set. */
  readonly usage: number;
  /** The per-transport family it is a member of: `destination_concurrency_limit`. */
  readonly family: string | undefined;
}

export interface Deprecation {
  /** The release from which postconf warns; undefined where only the documentation says so. */
  readonly since: string | undefined;
  /** The parameter to set instead; undefined where none is. */
  readonly replacement: string | undefined;
  /** `rename`: same values, same meaning under the new name. */
  readonly rename: boolean;
}

/**
 * The default of a parameter over time. `branches`: from each branch on, at the last patch level of that branch;
 * `null`: postconf does not list the parameter (any more). `patches`: what the default was before a patch level.
 */
export interface DefaultHistory {
  readonly branches: readonly { readonly from: string; readonly value: string | null }[];
  readonly patches: readonly { readonly at: string; readonly before: string | null }[];
}

/** A per-transport family: `<transport>_destination_concurrency_limit`. */
export interface Family {
  /** Without the leading underscore. */
  readonly suffix: string;
  readonly kind: Kind;
  readonly default: string;
  /** Delivery programs whose services in master.cf have this parameter. */
  readonly programs: readonly string[];
  readonly since: string | undefined;
  /** Parameters a reader would look at next. */
  readonly related: readonly string[];
  /** In how many of 322 real main.cf files its most used member is set. */
  readonly usage: number;
}

/** A word that pages and values share: a security level, a protocol, a restriction, a table type … */
export interface Term {
  /** `client-level/may`: the folder and the file name. */
  readonly id: string;
  readonly title: string;
  readonly since: string | undefined;
  readonly removed: string | undefined;
  readonly aliases: readonly string[];
  /** Parameters a reader would look at next. */
  readonly related: readonly string[];
}

/** smtpd access restrictions. */
export interface Restriction {
  readonly name: string;
  readonly since: string | undefined;
  readonly removed: string | undefined;
  readonly replacement: string | undefined;
  readonly argument: 'table' | 'server' | 'domain' | 'duration' | undefined;
}

/** Types of lookup tables. */
export interface TableType {
  readonly name: string;
  readonly since: string | undefined;
  readonly removed: string | undefined;
  /** `file`: a path follows; `indexed`: a path without the suffix that postmap adds; `inline`: braces. */
  readonly source:
    'indexed' | 'file' | 'client-configuration' | 'inline' | 'nested' | 'socket' | 'value' | 'system';
  /** What postmap or postalias adds to the path: `.db`, `.lmdb`, `.cdb`. */
  readonly suffix: string | undefined;
}
