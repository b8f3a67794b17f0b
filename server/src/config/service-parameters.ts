import type { Family } from '../catalogue/model';
import { isAtLeast } from '../catalogue/release';
import type { Configuration } from './configuration';

/** The per-transport families that the services of master.cf have in the target release, by service name. */
export function familiesByService(config: Configuration): ReadonlyMap<string, readonly Family[]> {
  const byProgram = new Map<string, Family[]>();
  for (const family of config.catalogue.families) {
    if (family.since !== undefined && !isAtLeast(config.release, family.since)) continue;
    for (const program of family.programs) {
      const families = byProgram.get(program);
      if (families === undefined) byProgram.set(program, [family]);
      else families.push(family);
    }
  }
  const byService = new Map<string, readonly Family[]>();
  for (const { name, command } of config.master?.services ?? []) {
    const families = byProgram.get(command.text);
    if (families === undefined) continue;
    byService.set(name.text, [...new Set([...(byService.get(name.text) ?? []), ...families])]);
  }
  return byService;
}

/** The names of all parameters that exist because of services in master.cf: `slow_destination_rate_delay`. */
export function serviceParameters(config: Configuration): string[] {
  return [...familiesByService(config)].flatMap(([service, families]) =>
    families.map(({ suffix }) => `${service}_${suffix}`),
  );
}
