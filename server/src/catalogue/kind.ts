/**
 * What kind of value a parameter takes. Kinds are data: set by hand in the front matter of each page under
 * server/data/parameters; `values/<type>.ts` knows how to read them.
 */
export type Kind =
  /** `yes` or `no`, in any case. */
  | { readonly type: 'boolean' }
  /** Decimal digits with an optional sign. A bound of 0 below is not checked by Postfix, so it is left out. */
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number }
  /** A number of bytes; like integer, without suffixes. */
  | { readonly type: 'size'; readonly min?: number; readonly max?: number }
  /** A number and at most one unit letter. Without a letter the value counts `unit`s. Bounds are in seconds. */
  | { readonly type: 'duration'; readonly unit: DurationUnit; readonly min?: number; readonly max?: number }
  /** Exactly one of a set of words. */
  | EnumerationKind
  /** A list of words of a set, split at blanks and commas. */
  | FlagsKind
  | { readonly type: 'security-level'; readonly side: Side }
  | { readonly type: 'tls-protocols' }
  | { readonly type: 'cipher-grade' }
  /** `*_exclude_ciphers`: names that OpenSSL knows, each to be excluded. */
  | { readonly type: 'cipher-exclusions' }
  /** An OpenSSL cipher string, as in tls_medium_cipherlist. */
  | { readonly type: 'cipher-string' }
  | { readonly type: 'curves' }
  /** A message digest that OpenSSL knows. */
  | { readonly type: 'digest' }
  /** `*_tls_loglevel`: 0 to 4, or names of what to log. */
  | { readonly type: 'log-level' }
  /** Patterns that Postfix tries in order, `!` negates: hosts and addresses (`mynetworks`), domains, or plain strings. */
  | { readonly type: 'match-list'; readonly of: 'host-address' | 'address' | 'domain' | 'string' }
  /** Host names and addresses; `all` or `loopback-only` alone instead, but where `keywords` is false. */
  | { readonly type: 'inet-interfaces'; readonly keywords?: false }
  /** One numeric address of one family: smtp_bind_address, smtp_bind_address6. */
  | { readonly type: 'bind-address'; readonly family: 4 | 6 }
  /** Where to send mail: `host`, `[host]`, `host:port`; several in turn where `several` says since when. */
  | { readonly type: 'next-hop'; readonly several?: string }
  /** `transport` or `transport:next-hop`. */
  | { readonly type: 'transport' }
  /** `inet:host:port`, `unix:path`, `host:port`, `path`: the address of a server that speaks a protocol with us. */
  | { readonly type: 'endpoint' }
  /** A list of endpoints, each optionally `{ endpoint, option = value }`: milters. */
  | { readonly type: 'milters' }
  /** Lookup tables, searched in order. */
  | { readonly type: 'tables' }
  /** Exactly one lookup table. */
  | TableKind
  /** Access restrictions of smtpd, applied in order at one stage of the session. */
  | RestrictionsKind
  /** Names of restriction classes or other words that the file itself defines. */
  | { readonly type: 'names' }
  /** DNS lists with a filter and a weight each: `domain=127.0.0.[2..11]*3`. */
  | { readonly type: 'dns-lists' }
  /** Domain or host names, not patterns. */
  | { readonly type: 'host-name' }
  | { readonly type: 'domains' }
  /** A mail address or the local part of one. */
  | { readonly type: 'mail-address' }
  | PathKind
  /** A list of paths. */
  | { readonly type: 'paths'; readonly of: PathKind['of'] }
  /** A shell command or a program with arguments. */
  | { readonly type: 'command' }
  /** The name of a service in master.cf. */
  | { readonly type: 'service' }
  /** `1`, `1/concurrency`, `1/sqrt_concurrency`, a decimal. */
  | { readonly type: 'feedback' }
  | { readonly type: 'compatibility-level' }
  /** A set of characters: *_expansion_filter, recipient_delimiter. */
  | { readonly type: 'characters' }
  /** Anything. */
  | { readonly type: 'text' };

/** `cache`: Postfix writes it; `access`: what it answers decides on mail (access(5)). */
export interface TableKind {
  readonly type: 'table';
  readonly cache?: boolean;
  readonly access?: boolean;
}

export interface EnumerationKind {
  readonly type: 'enumeration';
  readonly values: readonly EnumerationValue[];
  /** Whether Postfix compares names with or without regard to case. */
  readonly caseSensitive: boolean;
  readonly emptyAllowed: boolean;
  /** Whether other values than the named ones are possible (a table, a file name …). */
  readonly open: boolean;
  /** The folder of data/terms that explains the values. */
  readonly terms?: string;
}

export interface FlagsKind {
  readonly type: 'flags';
  readonly values: readonly EnumerationValue[];
  readonly caseSensitive: boolean;
  readonly emptyAllowed: boolean;
  readonly open: boolean;
  readonly terms?: string;
  /** Whether an unknown word only makes Postfix warn, instead of stopping the program. */
  readonly unknownIsIgnored: boolean;
  /** Words that say what several would, so that they make no sense beside others: `all`. */
  readonly alone?: readonly string[];
}

export interface EnumerationValue {
  readonly value: string;
  readonly since?: readonly string[];
  readonly removed?: string;
}

export interface RestrictionsKind {
  readonly type: 'restrictions';
  readonly stage: RestrictionStage;
  /** The only restrictions that may stand here, besides tables; undefined: all of them. */
  readonly only?: readonly string[];
}

export interface PathKind {
  readonly type: 'path';
  readonly of:
    'file' | 'directory' | 'program' | 'certificate' | 'key' | 'ca-file' | 'ca-directory' | 'dh-parameters';
}

export type KindType = Kind['type'];

/** Kinds whose values are lists in which any white space between the items, ends of lines included, means nothing. */
const looseLists = [
  'restrictions',
  'match-list',
  'tables',
  'milters',
  'tls-protocols',
  'cipher-exclusions',
  'flags',
  'log-level',
  'names',
  'dns-lists',
  'domains',
  'paths',
] as const satisfies readonly KindType[];

/** Kinds whose values are lists that can be written anew, an item a line. */
export const looseListKinds: ReadonlySet<KindType> = new Set(looseLists);

/**
 * Kinds whose values are lists. Besides the loose ones: interfaces, where the carriage return of a Windows line end becomes part of
 * an address, and what OpenSSL gets as it stands and splits in its own manner.
 */
export const listKinds: ReadonlySet<KindType> = new Set([
  ...looseLists,
  'inet-interfaces',
  'cipher-string',
  'curves',
]);
export type KindOf<T extends KindType> = Extract<Kind, { readonly type: T }>;
export type DurationUnit = 's' | 'm' | 'h' | 'd' | 'w';

/** `server`: incoming mail (smtpd); `client`: outgoing mail (smtp, lmtp). */
export type Side = 'server' | 'client';

export type RestrictionStage =
  | 'client'
  | 'helo'
  | 'sender'
  | 'relay'
  | 'recipient'
  | 'data'
  | 'end-of-data'
  | 'etrn'
  | 'class'
  /** Lists of their own, read by the same manner: postscreen_access_list, local_header_rewrite_clients. */
  | 'postscreen'
  | 'header-rewrite';
