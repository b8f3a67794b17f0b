import type { Assignment, Configuration } from '../config/configuration';
import { expandText } from '../config/expand';
import type { Service } from '../syntax/parse-master';
import { isYes } from './in-force';

/** What a service of smtpd is for: a public MX, users' mail programs, or something else. */
export type ServerUse = 'mx' | 'submission' | 'submissions' | 'other';

/** One smtpd (with the postscreen before it) or smtp service, with what `-o` changes for it. */
export interface TlsService {
  /** Undefined where main.cf stands alone, because no master.cf is known. */
  readonly service: Service | undefined;
  readonly side: 'server' | 'client';
  /** For servers. */
  readonly use: ServerUse;
  /** The prefix of its TLS parameters: `smtpd`, `smtp`, `lmtp`. */
  readonly prefix: 'smtpd' | 'smtp' | 'lmtp';
  readonly wrappermode: boolean;
  readonly level: EffectiveLevel;
}

export interface EffectiveLevel {
  /** In lower case; undefined where it is not known, or none that Postfix accepts. */
  readonly value: ClientLevel | undefined;
  /** What decides: the level, or use_tls and enforce_tls; undefined where nothing is set. */
  readonly assignment: Assignment | undefined;
}

const clientLevels = [
  'none',
  'may',
  'encrypt',
  'dane',
  'dane-only',
  'fingerprint',
  'verify',
  'secure',
] as const;
export type ClientLevel = (typeof clientLevels)[number];

/** The levels at which mail does not go without TLS, so that the `*_mandatory_*` parameters count. */
export function isMandatory(level: ClientLevel | undefined): boolean {
  return level !== undefined && level !== 'none' && level !== 'may' && level !== 'dane';
}

const memos = new WeakMap<Configuration, readonly TlsService[]>();

/** The services that speak SMTP over the network. Without a master.cf, one server and one client that main.cf describes. */
export function tlsServices(config: Configuration): readonly TlsService[] {
  let services = memos.get(config);
  if (services === undefined) memos.set(config, (services = collect(config)));
  return services;
}

export function serversOf(config: Configuration): readonly TlsService[] {
  return tlsServices(config).filter(({ side }) => side === 'server');
}

export function clientsOf(config: Configuration): readonly TlsService[] {
  return tlsServices(config).filter(({ side }) => side === 'client');
}

/** The value of a name in a service: its `-o`, else main.cf's or the default. Undefined where it is not known. */
export function serviceValue(
  config: Configuration,
  service: Service | undefined,
  name: string,
): string | undefined {
  if (service === undefined) return config.known(name);
  const overrides = new Map(service.overrides.map(override => [override.name, override.value.text]));
  if (overrides.size === 0) return config.known(name);
  const text = overrides.get(name) ?? config.lookup(name);
  if (typeof text !== 'string') return undefined;
  const expansion = expandText(text, {
    release: config.release,
    expression: value => config.expression(value),
    lookup: reference => overrides.get(reference) ?? config.lookup(reference),
  });
  return expansion.unknown.length === 0 && expansion.failure === undefined
    ? expansion.text.trim()
    : undefined;
}

/** Where a service's value of a name is written: behind its `-o`, or in main.cf. Undefined for defaults. */
export function serviceAssignment(
  config: Configuration,
  service: Service | undefined,
  name: string,
): Assignment | undefined {
  const all = config.assignmentsOf(name);
  const own = service === undefined ? undefined : all.findLast(assignment => assignment.service === service);
  return own ?? all.findLast(({ file }) => file === 'main');
}

function collect(config: Configuration): TlsService[] {
  const { master } = config;
  if (master === undefined)
    return [
      serverOf(config, undefined, 'mx', 'smtpd'),
      clientOf(config, undefined, 'smtp'),
      clientOf(config, undefined, 'lmtp'),
    ];
  // postscreen takes the connections of an inet service and hands them to this one.
  const behind = master.services.find(
    ({ type, command }) => type.text === 'pass' && command.text === 'smtpd',
  );
  const services: TlsService[] = [];
  for (const service of master.services) {
    const { type, command } = service;
    if (type.text === 'inet' && command.text === 'smtpd')
      services.push(serverOf(config, service, useOf(service.name.text), 'smtpd'));
    else if (type.text === 'inet' && command.text === 'postscreen')
      services.push(serverOf(config, behind ?? service, useOf(service.name.text), 'smtpd'));
    else if (command.text === 'smtp' || command.text === 'lmtp')
      services.push(clientOf(config, service, command.text));
  }
  return services;
}

function useOf(name: string): ServerUse {
  const host = name.slice(0, Math.max(0, name.lastIndexOf(':')));
  // What only this machine can reach serves content filters.
  if (/^(127\.|localhost$|\[?::1\]?$)/.test(host)) return 'other';
  switch (name.slice(name.lastIndexOf(':') + 1)) {
    case 'smtp':
    case '25':
      return 'mx';
    case 'submission':
    case '587':
      return 'submission';
    case 'submissions':
    case 'smtps':
    case '465':
      return 'submissions';
    default:
      return 'other';
  }
}

function serverOf(
  config: Configuration,
  service: Service | undefined,
  use: ServerUse,
  prefix: 'smtpd',
): TlsService {
  const wrappermode = isYes(serviceValue(config, service, 'smtpd_tls_wrappermode'));
  const level = levelOf(config, service, prefix);
  return { service, side: 'server', use, prefix, wrappermode, level };
}

function clientOf(config: Configuration, service: Service | undefined, prefix: 'smtp' | 'lmtp'): TlsService {
  const wrappermode = isYes(serviceValue(config, service, `${prefix}_tls_wrappermode`));
  const level = levelOf(config, service, prefix);
  return { service, side: 'client', use: 'other', prefix, wrappermode, level };
}

function levelOf(
  config: Configuration,
  service: Service | undefined,
  prefix: 'smtpd' | 'smtp' | 'lmtp',
): EffectiveLevel {
  const name = `${prefix}_tls_security_level`;
  const text = serviceValue(config, service, name)?.toLowerCase();
  if (text === undefined) return { value: undefined, assignment: serviceAssignment(config, service, name) };
  if (text !== '') {
    const value = clientLevels.find(level => level === text);
    const assignment = serviceAssignment(config, service, name);
    if (prefix !== 'smtpd') return { value, assignment };
    // The server takes levels that verify for encrypt, and does not start with dane.
    const accepted = value === 'verify' || value === 'secure' || value === 'fingerprint' ? 'encrypt' : value;
    return { value: accepted?.startsWith('dane') === true ? undefined : accepted, assignment };
  }
  // An empty level leaves it to the parameters from before Postfix 2.3.
  for (const [old, value] of [
    [`${prefix}_enforce_tls`, enforcedLevel(config, service, prefix)],
    [`${prefix}_use_tls`, 'may'],
  ] as const) {
    if (isYes(serviceValue(config, service, old)))
      return { value, assignment: serviceAssignment(config, service, old) };
  }
  return { value: 'none', assignment: serviceAssignment(config, service, name) };
}

/** What enforce_tls = yes means: the client also verifies the server's name unless told not to. */
function enforcedLevel(
  config: Configuration,
  service: Service | undefined,
  prefix: 'smtpd' | 'smtp' | 'lmtp',
): ClientLevel {
  if (prefix === 'smtpd') return 'encrypt';
  const peername = serviceValue(config, service, `${prefix}_tls_enforce_peername`);
  return peername?.toLowerCase() === 'no' ? 'encrypt' : 'verify';
}
