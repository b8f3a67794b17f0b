import type { Service } from '../syntax/parse-master';
import type { Assignment, Configuration } from './configuration';
import { expandText, type Expansion } from './expand';
import { namespaces, type Namespace } from './namespaces';

/** A service of master.cf that speaks SMTP or LMTP with others, or the one that main.cf alone describes. */
export interface MailService {
  /** Undefined where no master.cf is known. */
  readonly service: Service | undefined;
  readonly side: 'server' | 'client';
  readonly program: 'smtpd' | 'postscreen' | 'smtp' | 'lmtp';
  readonly use: ServiceUse;
}

/**
 * `mx`: port 25, where other mail servers come; `submission`: port 587; `submissions`: port 465, TLS from the first byte;
 * `local`: a server that only this machine reaches, behind a content filter for one; `other`: a server elsewhere;
 * `client`: mail going out.
 */
export type ServiceUse = 'mx' | 'submission' | 'submissions' | 'local' | 'other' | 'client';

/** The text of one of the two files; empty where it is not known. */
export function sourceOf({ tree, master }: Configuration, file: Assignment['file']): string {
  return file === 'main' ? tree.text : (master?.text ?? '');
}

/** The mail services in the order of master.cf. Without a master.cf: a server on port 25, smtp and lmtp. */
export function mailServices(config: Configuration): readonly MailService[] {
  return config.derived(findMailServices);
}

/** The services that run one of these programs; none where no master.cf is known. */
export function servicesRunning(config: Configuration, ...programs: readonly string[]): readonly Service[] {
  return (config.master?.services ?? []).filter(({ command }) => programs.includes(command.text));
}

/** What a service gets for a name: its own `-o`, else what main.cf or the release says, expanded in its own scope. */
export function serviceValue(config: Configuration, service: Service | undefined, name: string): Expansion {
  const space = namespaceOf(config, service);
  if (space === undefined) return config.value(name);
  const text = space.scope.lookup(name);
  if (typeof text !== 'string') return config.value(name);
  if (config.catalogue.parameter(name)?.raw === true) {
    return { text, undefinedNames: [], unknown: [], failure: undefined };
  }
  return expandText(text, space.scope);
}

/** The same where it is certain; undefined where it depends on what only the machine knows, or cannot be expanded. */
export function knownServiceValue(
  config: Configuration,
  service: Service | undefined,
  name: string,
): string | undefined {
  const { text, unknown, failure } = serviceValue(config, service, name);
  return unknown.length === 0 && failure === undefined ? text.trim() : undefined;
}

/** Where a service's value of a name is written: behind its `-o`, or in main.cf. Undefined where it is a default. */
export function serviceAssignment(
  config: Configuration,
  service: Service | undefined,
  name: string,
): Assignment | undefined {
  const own = namespaceOf(config, service)?.overrides.get(name);
  return own ?? config.assignmentsOf(name).findLast(({ file }) => file === 'main');
}

function namespaceOf(config: Configuration, service: Service | undefined): Namespace | undefined {
  if (service === undefined || service.overrides.length === 0) return undefined;
  return config.derived(namespacesByKey).get(keyOf(service));
}

function namespacesByKey(config: Configuration): ReadonlyMap<string, Namespace> {
  return new Map(namespaces(config).map(space => [keyOf(space.service), space]));
}

function keyOf({ name, type }: Service): string {
  return `${name.text}/${type.text}`;
}

function findMailServices(config: Configuration): readonly MailService[] {
  if (config.master === undefined) {
    return [
      { service: undefined, side: 'server', program: 'smtpd', use: 'mx' },
      { service: undefined, side: 'client', program: 'smtp', use: 'client' },
      { service: undefined, side: 'client', program: 'lmtp', use: 'client' },
    ];
  }
  const services: MailService[] = [];
  for (const service of config.master.services) {
    const program = service.command.text;
    if (program === 'smtp' || program === 'lmtp') {
      services.push({ service, side: 'client', program, use: 'client' });
    } else if (program === 'postscreen' || program === 'smtpd') {
      const use = service.type.text === 'inet' ? useOf(service.name.text) : useBehindPostscreen(service);
      if (use !== undefined) services.push({ service, side: 'server', program, use });
    }
  }
  return services;
}

/** postscreen(8) hands the connections of port 25 to the service `smtpd`, which then is of type `pass`. */
function useBehindPostscreen({ type }: Service): ServiceUse | undefined {
  return type.text === 'pass' ? 'mx' : undefined;
}

/** From the first column: `smtp`, `587`, `192.0.2.1:smtps`, `[::1]:10025`. */
function useOf(name: string): ServiceUse {
  const colon = name.lastIndexOf(':');
  const host = name.slice(0, Math.max(colon, 0));
  if (/^(127\.[\d.]+|localhost|\[?::1\]?)$/i.test(host)) return 'local';
  switch (name.slice(colon + 1)) {
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
