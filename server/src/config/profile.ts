/** How severe a finding is shown; `off`: not at all. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];
export type SeverityChoice = Severity | 'off';

/**
 * Thresholds and severities by source, as data (server/data/profiles). Read by rules and by completion, so that completion
 * never offers what a rule would flag.
 */
export interface Profile {
  readonly id: ProfileId;
  readonly title: string;
  /** One line, shown where a profile is chosen. */
  readonly summary: string;
  /** The documents it follows, with their addresses. */
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** The lowest TLS version by use; what is below is reported by weak-protocols with that severity. */
  readonly minimumProtocol: Readonly<
    Record<TlsUse, { readonly version: string; readonly severity: SeverityChoice }>
  >;
  /** How severe it is by use when SSLv2 or SSLv3 is left on. */
  readonly brokenProtocols: Readonly<Record<TlsUse, SeverityChoice>>;
  /** The lowest cipher grade by use. */
  readonly minimumGrade: Readonly<
    Record<TlsUse, { readonly grade: string; readonly severity: SeverityChoice }>
  >;
  readonly minimumRsaBits: number;
  /** Longest validity of a server's certificate, in days; undefined: not judged. */
  readonly maximumCertificateDays: number | undefined;
  /** Severities that differ from the rules' own. */
  readonly severities: Readonly<Record<string, SeverityChoice>>;
}

export const profileIds = ['postfix', 'mozilla-intermediate', 'ncsc-2025', 'bsi', 'null-client'] as const;
export type ProfileId = (typeof profileIds)[number];

/** What a TLS setting is used for: a public MX and opportunistic delivery, or where TLS is required. */
export const tlsUses = [
  'server-opportunistic',
  'server-mandatory',
  'client-opportunistic',
  'client-mandatory',
] as const;
export type TlsUse = (typeof tlsUses)[number];
