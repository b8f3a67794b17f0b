import type { Service } from '../syntax/parse-master';
import type { Assignment, Configuration } from './configuration';
import type { Scope } from './expand';

/**
 * The parameters that master.cf gives to a service behind `-o`. Entries of the same name and type share them, as they do in
 * postconf.
 */
export interface Namespace {
  /** The first of the services. */
  readonly service: Service;
  /** The last `-o` of each name. */
  readonly overrides: ReadonlyMap<string, Assignment>;
  /** Finds what `$name` means to the service: its own `-o`, else what main.cf and the release say. */
  readonly scope: Scope;
  /** Names of `overrides` that something refers to; filled by `usageOf`. */
  readonly used: Set<string>;
}

/** The namespaces of all services that have any `-o`, in the order of master.cf. */
export function namespaces(config: Configuration): Namespace[] {
  const byKey = new Map<string, { service: Service; overrides: Map<string, Assignment> }>();
  for (const assignment of config.overrides) {
    const { service } = assignment;
    if (service === undefined) continue;
    const key = `${service.name.text}/${service.type.text}`;
    let space = byKey.get(key);
    if (space === undefined) byKey.set(key, (space = { service, overrides: new Map() }));
    space.overrides.set(assignment.name, assignment);
  }
  return [...byKey.values()].map(({ service, overrides }) => ({
    service,
    overrides,
    scope: {
      release: config.release,
      expression: text => config.expression(text),
      lookup: name => overrides.get(name)?.value.text ?? config.lookup(name),
    },
    used: new Set(),
  }));
}
