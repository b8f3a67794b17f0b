import type { MasterCf } from '../syntax/parse-master';

/** Whether a service of master.cf runs one of the given programs. */
export function runsOneOf(master: MasterCf, service: string, programs: readonly string[]): boolean {
  let byService = memos.get(master);
  if (byService === undefined) memos.set(master, (byService = programsByService(master)));
  return byService.get(service)?.some(program => programs.includes(program)) === true;
}

/** master.cf stays the same while somebody types in main.cf. */
const memos = new WeakMap<MasterCf, ReadonlyMap<string, readonly string[]>>();

/** What the services of each name run. */
function programsByService({ services }: MasterCf): ReadonlyMap<string, readonly string[]> {
  const byService = new Map<string, string[]>();
  for (const { name, command } of services) {
    const others = byService.get(name.text);
    if (others === undefined) byService.set(name.text, [command.text]);
    else others.push(command.text);
  }
  return byService;
}
