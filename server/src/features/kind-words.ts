import type { DurationUnit, EnumerationValue, Kind, PathKind, RestrictionStage } from '../catalogue/kind';

/** What kind of value a parameter takes, in a few words: `a time; without a unit letter in seconds, at least 1s`. */
export function kindWords(kind: Kind): string {
  switch (kind.type) {
    case 'boolean':
      return 'yes or no';
    case 'integer':
      return `a number${bounds(kind, String)}`;
    case 'size':
      return `a size in bytes${bounds(kind, String)}`;
    case 'duration':
      return `a time, in ${unitWords[kind.unit]} without a unit letter${bounds(kind, shortTime)}`;
    case 'enumeration':
      return oneOf(kind.values, kind.open);
    case 'flags':
      return `a list of ${choices(kind.values, kind.open)}`;
    case 'security-level':
      return `a TLS security level of ${kind.side === 'server' ? 'incoming' : 'outgoing'} mail`;
    case 'tls-protocols':
      return 'a list of TLS versions';
    case 'cipher-grade':
      return 'a cipher grade';
    case 'cipher-exclusions':
      return 'a list of ciphers to leave out';
    case 'cipher-string':
      return 'an OpenSSL cipher list';
    case 'curves':
      return 'a list of key exchange groups';
    case 'digest':
      return 'a message digest of OpenSSL';
    case 'log-level':
      return 'a TLS log level, 0 to 4, or a list of names';
    case 'match-list':
      return matchListWords[kind.of];
    case 'inet-interfaces':
      return 'a list of network interface addresses or host names';
    case 'bind-address':
      return `an IPv${kind.family} address`;
    case 'next-hop':
      return kind.several === undefined ? 'a next hop' : 'next hops, tried in order';
    case 'transport':
      return 'a transport, or transport:next hop';
    case 'endpoint':
      return 'the address of a server';
    case 'milters':
      return 'a list of milters';
    case 'tables':
      return 'lookup tables, searched in order';
    case 'table':
      return 'one lookup table';
    case 'restrictions':
      return kind.only === undefined ? stageWords[kind.stage] : 'a list of access rules';
    case 'names':
      return 'a list of words';
    case 'dns-lists':
      return 'a list of DNS lists, each with a filter and a weight';
    case 'host-name':
      return 'a host or domain name';
    case 'domains':
      return 'a list of domains';
    case 'mail-address':
      return 'a mail address';
    case 'path':
      return `the path of ${pathWords[kind.of]}`;
    case 'paths':
      return `paths, each of ${pathWords[kind.of]}`;
    case 'command':
      return 'a command';
    case 'service':
      return 'the name of a service in master.cf';
    case 'feedback':
      return 'a number, or a number divided by `concurrency` or `sqrt_concurrency`';
    case 'compatibility-level':
      return 'a compatibility level, such as 3.6';
    case 'characters':
      return 'a set of characters';
    case 'text':
      return 'text';
  }
}

/** What a path of that kind leads to. */
export const pathWords: Readonly<Record<PathKind['of'], string>> = {
  file: 'a file',
  directory: 'a directory',
  program: 'a program',
  certificate: 'a PEM file with certificates',
  key: 'a PEM file with a private key',
  'ca-file': 'a PEM file with trusted authorities',
  'ca-directory': 'a directory with trusted authorities',
  'dh-parameters': 'a PEM file with Diffie-Hellman parameters',
};

const unitWords: Readonly<Record<DurationUnit, string>> = {
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
};

const matchListWords = {
  'host-address': 'a list of host and address patterns',
  address: 'a list of address patterns',
  domain: 'a list of domains',
  string: 'a list of patterns',
} as const;

const stageWords: Readonly<Record<RestrictionStage, string>> = {
  client: 'access restrictions, for the connecting client',
  helo: 'access restrictions, for the HELO command',
  sender: 'access restrictions, for the sender',
  relay: 'access restrictions, for relaying',
  recipient: 'access restrictions, for the recipient',
  data: 'access restrictions, at the DATA command',
  'end-of-data': 'access restrictions, at the end of the message',
  etrn: 'access restrictions, for the ETRN command',
  class: 'access restrictions',
  postscreen: 'what postscreen does at once, by address',
  'header-rewrite': 'whose headers are rewritten',
};

function bounds(
  { min, max }: { readonly min?: number; readonly max?: number },
  write: (value: number) => string,
): string {
  if (min !== undefined && max !== undefined) return `, ${write(min)} to ${write(max)}`;
  if (min !== undefined) return `, at least ${write(min)}`;
  return max === undefined ? '' : `, at most ${write(max)}`;
}

/** Seconds as one would write them in main.cf: `100d`. */
function shortTime(seconds: number): string {
  return seconds % 86_400 === 0 ? `${seconds / 86_400}d` : `${seconds}s`;
}

/** More choices than this would hide the rest of the line. */
const mostChoices = 6;

function choices(values: readonly EnumerationValue[], open: boolean): string {
  if (values.length > mostChoices) return 'keywords';
  return `${values.map(({ value }) => `\`${value}\``).join(', ')}${open ? ' or other values' : ''}`;
}

function oneOf(values: readonly EnumerationValue[], open: boolean): string {
  if (values.length > mostChoices) return 'a keyword';
  const words = values.map(({ value }) => `\`${value}\``);
  if (open) words.push('another value');
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
