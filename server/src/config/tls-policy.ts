import { isAtLeast } from '../catalogue/release';
import { commaAndSpace, commaSpaceColon, tokens } from '../values/tokens';
import { parseValue } from '../values/parse-value';
import { protocolSet, type ProtocolSet } from '../values/tls-protocols';
import type { Configuration } from './configuration';
import { isYes } from './in-force';
import { knownServiceValue, mailServices, servicesRunning, type MailService } from './instance';
import type { Service } from '../syntax/parse-master';

/** What TLS comes to for one service, as plain data. What depends on the unknown is undefined. */
export interface TlsPolicy {
  readonly of: MailService;
  /** What the names of its parameters begin with: `smtpd`, `smtp`, `lmtp`; `tlsproxy` or `postscreen` behind postscreen. */
  readonly prefix: string;
  readonly level: TlsLevel | undefined;
  /** What the level was taken from. `stops`: the value is none of the program's levels, and it does not start. */
  readonly levelFrom: 'level' | 'enforce_tls' | 'use_tls' | 'wrappermode' | 'nothing' | 'stops' | 'unknown';
  /** The parameter that decides the level. */
  readonly levelParameter: string;
  readonly remarks: readonly TlsRemark[];
  /** TLS from the first byte, before any SMTP. */
  readonly wrappermode: boolean;
  /** Whether no mail goes without TLS. */
  readonly isRequired: boolean;
  /** Versions and ciphers. Two where the level is `dane`: destinations with TLSA records get the mandatory set. */
  readonly sets: readonly TlsSet[];
  readonly certificates: TlsCertificates;
}

/** As Postfix orders them, weakest first. */
export const tlsLevels = [
  'none',
  'may',
  'encrypt',
  'dane',
  'dane-only',
  'fingerprint',
  'verify',
  'secure',
] as const;
export type TlsLevel = (typeof tlsLevels)[number];

/**
 * `becomes-encrypt`: a server takes verify, secure and fingerprint for encrypt; `dane-becomes-may`, `dane-only-defers`:
 * without DNSSEC lookups; `wrappermode-needs-encrypt`: a client defers all mail; `no-fingerprints`: it has none to match;
 * `no-certificate`: STARTTLS is announced, but answered with 454.
 */
export type TlsRemark =
  | 'becomes-encrypt'
  | 'dane-becomes-may'
  | 'dane-only-defers'
  | 'wrappermode-needs-encrypt'
  | 'no-fingerprints'
  | 'no-certificate';

/** One of the two sets of parameters that a side has, and what it comes to. */
export interface TlsSet {
  readonly pair: 'opportunistic' | 'mandatory';
  /** For which destinations; undefined: all. */
  readonly when: 'tlsa' | 'no-tlsa' | undefined;
  readonly protocolsParameter: string;
  readonly protocols: ProtocolSet | undefined;
  readonly gradeParameter: string;
  /** In lower case, as it stands. */
  readonly grade: string | undefined;
  /**
   * What Postfix hands to OpenSSL for TLS up to 1.2 (tls_set_ciphers(3)): the list of the grade, then `:!name` for each
   * exclusion in its order. Undefined where a value is not known, or where Postfix would give up on it.
   */
  readonly cipherList: string | undefined;
}

export interface TlsCertificates {
  /** The pairs of files in force, or the chain files, which win over them. */
  readonly files: readonly CertificateFiles[];
  /** Whether any certificate is configured; undefined where it is not known. */
  readonly isConfigured: boolean | undefined;
  /** `smtpd_tls_cert_file = none`: a server that wants none. */
  readonly isNone: boolean;
}

export interface CertificateFiles {
  readonly certificateParameter: string;
  readonly certificate: string;
  readonly keyParameter: string;
  /** Undefined for chain files, which hold their keys. */
  readonly key: string | undefined;
}

/** The effective TLS policy of each mail service; without a master.cf, those that main.cf describes for smtpd, smtp, lmtp. */
export function tlsPolicies(config: Configuration): readonly TlsPolicy[] {
  return config.derived(allPolicies);
}

function allPolicies(config: Configuration): readonly TlsPolicy[] {
  return mailServices(config).map(service => tlsPolicyOf(config, service));
}

/** The effective TLS policy of one service. */
export function tlsPolicyOf(config: Configuration, of: MailService): TlsPolicy {
  return of.side === 'server' ? serverPolicy(config, of) : clientPolicy(config, of);
}

function serverPolicy(config: Configuration, of: MailService): TlsPolicy {
  const own = reader(config, of.service);
  const { program } = of;
  const wrappermode = program === 'smtpd' && isYes(own('smtpd_tls_wrappermode'));
  const decided = wrappermode
    ? ({ level: 'encrypt', levelFrom: 'wrappermode', levelParameter: 'smtpd_tls_wrappermode' } as const)
    : decideLevel(own, program);
  const { level } = decided;
  const becomesEncrypt =
    decided.levelFrom === 'level' && (level === 'verify' || level === 'secure' || level === 'fingerprint');
  const stops = decided.levelFrom === 'level' && (level === 'dane' || level === 'dane-only');
  const effective = stops ? undefined : becomesEncrypt ? 'encrypt' : level;

  // postscreen has tlsproxy do its TLS, up to 3.11 with tlsproxy's own parameters.
  const [prefix, values] =
    program === 'smtpd' || isAtLeast(config.release, '3.12')
      ? [program, own]
      : ['tlsproxy', reader(config, servicesRunning(config, 'tlsproxy')[0])];
  const certificates = certificatesOf(values, prefix);
  const isRequired = effective === 'encrypt';
  const asksForCertificate =
    isYes(values(`${prefix}_tls_ask_ccert`)) || (isRequired && isYes(values(`${prefix}_tls_req_ccert`)));
  const remarks: TlsRemark[] = [];
  if (becomesEncrypt) remarks.push('becomes-encrypt');
  if (effective !== undefined && effective !== 'none') {
    if (certificates.isConfigured === false && !certificates.isNone) remarks.push('no-certificate');
  }
  const also = asksForCertificate ? ['aNULL'] : [];
  return {
    of,
    prefix,
    ...decided,
    level: effective,
    levelFrom: stops ? 'stops' : decided.levelFrom,
    remarks,
    wrappermode,
    isRequired,
    sets:
      effective === undefined || effective === 'none'
        ? []
        : [tlsSet(config, values, prefix, isRequired ? 'mandatory' : 'opportunistic', undefined, also)],
    certificates,
  };
}

function clientPolicy(config: Configuration, of: MailService): TlsPolicy {
  const own = reader(config, of.service);
  const prefix = of.program;
  const wrappermode = isYes(own(`${prefix}_tls_wrappermode`));
  const decided = decideLevel(own, prefix);
  let { level } = decided;
  const remarks: TlsRemark[] = [];
  if ((level === 'dane' || level === 'dane-only') && looksUpDnssec(own, prefix) === false) {
    remarks.push(level === 'dane' ? 'dane-becomes-may' : 'dane-only-defers');
    if (level === 'dane') level = 'may';
  }
  if (wrappermode && (level === 'none' || level === 'may')) remarks.push('wrappermode-needs-encrypt');
  if (level === 'fingerprint' && own(`${prefix}_tls_fingerprint_cert_match`) === '') {
    remarks.push('no-fingerprints');
  }
  const isRequired = level !== undefined && !['none', 'may', 'dane'].includes(level);
  // Anonymous ciphers are out where the server has to prove its name, and at encrypt those that do not encrypt.
  const also = level === 'encrypt' ? ['eNULL'] : ['aNULL'];
  const set = (pair: TlsSet['pair'], when: TlsSet['when']): TlsSet =>
    tlsSet(config, own, prefix, pair, when, pair === 'mandatory' ? also : []);
  const sets =
    level === undefined || level === 'none'
      ? []
      : level === 'dane'
        ? [set('mandatory', 'tlsa'), set('opportunistic', 'no-tlsa')]
        : [set(level === 'may' ? 'opportunistic' : 'mandatory', undefined)];
  const certificates = certificatesOf(own, prefix);
  return { of, prefix, ...decided, level, remarks, wrappermode, isRequired, sets, certificates };
}

/** The value of a parameter where it is known for certain. */
type Read = (name: string) => string | undefined;

function reader(config: Configuration, service: Service | undefined): Read {
  return name => knownServiceValue(config, service, name);
}

/** The level, or what the parameters from before 2.3 make of an empty one. */
function decideLevel(read: Read, prefix: string): Pick<TlsPolicy, 'level' | 'levelFrom' | 'levelParameter'> {
  const levelParameter = `${prefix}_tls_security_level`;
  const text = read(levelParameter)?.toLowerCase();
  if (text === undefined) return { level: undefined, levelFrom: 'unknown', levelParameter };
  if (text !== '') {
    const level = tlsLevels.find(candidate => candidate === text);
    return { level, levelFrom: level === undefined ? 'stops' : 'level', levelParameter };
  }
  if (isYes(read(`${prefix}_enforce_tls`))) {
    const isClient = prefix === 'smtp' || prefix === 'lmtp';
    const verifies = isClient && read(`${prefix}_tls_enforce_peername`)?.toLowerCase() !== 'no';
    const level = verifies ? 'verify' : 'encrypt';
    return { level, levelFrom: 'enforce_tls', levelParameter: `${prefix}_enforce_tls` };
  }
  if (isYes(read(`${prefix}_use_tls`))) {
    return { level: 'may', levelFrom: 'use_tls', levelParameter: `${prefix}_use_tls` };
  }
  return { level: 'none', levelFrom: 'nothing', levelParameter };
}

/** Whether the client looks for TLSA records that DNSSEC vouches for; undefined where that is not known. */
function looksUpDnssec(read: Read, prefix: string): boolean | undefined {
  const support = read(`${prefix}_dns_support_level`);
  const lookup = read(`${prefix}_host_lookup`);
  if (support === undefined || lookup === undefined) return undefined;
  const usesDns = tokens(lookup, commaAndSpace).some(({ text }) => text === 'dns');
  return usesDns && support.toLowerCase() === 'dnssec';
}

function tlsSet(
  config: Configuration,
  read: Read,
  prefix: string,
  pair: TlsSet['pair'],
  when: TlsSet['when'],
  alsoExcluded: readonly string[],
): TlsSet {
  const middle = pair === 'mandatory' ? 'tls_mandatory' : 'tls';
  const protocolsParameter = `${prefix}_${middle}_protocols`;
  const gradeParameter = `${prefix}_${middle}_ciphers`;
  const protocols = read(protocolsParameter);
  const grade = read(gradeParameter)?.toLowerCase();
  const exclusions = [
    read(`${prefix}_tls_exclude_ciphers`),
    pair === 'mandatory' ? read(`${prefix}_tls_mandatory_exclude_ciphers`) : '',
    alsoExcluded.join(' '),
  ];
  return {
    pair,
    when,
    protocolsParameter,
    protocols:
      protocols === undefined
        ? undefined
        : protocolSet(parseValue(protocols, { type: 'tls-protocols' }, config.valueContext), config.release),
    gradeParameter,
    grade,
    cipherList: cipherList(config, read, grade, exclusions),
  };
}

function cipherList(
  config: Configuration,
  read: Read,
  grade: string | undefined,
  exclusions: readonly (string | undefined)[],
): string | undefined {
  let list = grade;
  // low and export are other words for medium from 3.8 on.
  if ((list === 'low' || list === 'export') && isAtLeast(config.release, '3.8')) list = 'medium';
  if (list === undefined || !['high', 'medium', 'low', 'export', 'null'].includes(list)) return undefined;
  const ciphers = read(`tls_${list}_cipherlist`);
  if (ciphers === undefined || ciphers === '' || exclusions.includes(undefined)) return undefined;
  const names = tokens(exclusions.join(' '), commaSpaceColon).map(({ text }) => text);
  // Postfix puts the `!` itself, and breaks off where there is one already.
  if (names.some(name => /^[!+\-@]/.test(name))) return undefined;
  return [ciphers, ...names.map(name => `!${name}`)].join(':');
}

/** The three kinds of keys that have parameters of their own: RSA, elliptic curves, and DSA, which nobody uses. */
const keyKinds = ['', 'ec', 'd'];

function certificatesOf(read: Read, prefix: string): TlsCertificates {
  const chainParameter = `${prefix}_tls_chain_files`;
  const chains = read(chainParameter);
  if (chains !== undefined && chains !== '') {
    const files = tokens(chains, commaAndSpace).map(({ text }) => ({
      certificateParameter: chainParameter,
      certificate: text,
      keyParameter: chainParameter,
      key: undefined,
    }));
    return { files, isConfigured: true, isNone: false };
  }
  const files: CertificateFiles[] = [];
  let isUnknown = chains === undefined && read(`${prefix}_tls_cert_file`) === undefined;
  let isNone = false;
  for (const kind of keyKinds) {
    const certificateParameter = `${prefix}_tls_${kind}cert_file`;
    const keyParameter = `${prefix}_tls_${kind}key_file`;
    const certificate = read(certificateParameter);
    if (certificate === undefined) isUnknown = true;
    else if (kind === '' && certificate.toLowerCase() === 'none') isNone = true;
    else if (certificate !== '') {
      const key = read(keyParameter);
      files.push({ certificateParameter, certificate, keyParameter, key: key === '' ? certificate : key });
    }
  }
  return { files, isConfigured: files.length > 0 ? true : isUnknown ? undefined : false, isNone };
}
