import type { Family } from '../catalogue/model';
import { isAtLeast, type Release } from '../catalogue/release';
import type { MasterCf } from '../syntax/parse-master';
import type { Configuration } from './configuration';

/** The per-transport families that the services of master.cf have in the target release, by service name. */
export function familiesByService(config: Configuration): ReadonlyMap<string, readonly Family[]> {
  const { master, release } = config;
  if (master === undefined) return none;
  const known = memos.get(master);
  if (known?.release === release) return known.families;
  const families = collect(config, master);
  memos.set(master, { release, families });
  return families;
}

const none: ReadonlyMap<string, readonly Family[]> = new Map();
/** master.cf stays the same while somebody types in main.cf. */
const memos = new WeakMap<
  MasterCf,
  { readonly release: Release; readonly families: ReadonlyMap<string, readonly Family[]> }
>();

function collect(config: Configuration, master: MasterCf): ReadonlyMap<string, readonly Family[]> {
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
  for (const { name, command } of master.services) {
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
