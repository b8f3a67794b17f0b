import type { Assignment, Configuration } from '../config/configuration';

export { isYes } from '../config/in-force';

/** The assignments of a name that Postfix uses: the last one in main.cf, and all those behind `-o`. */
export function assignmentsInForce(config: Configuration, name: string): readonly Assignment[] {
  const all = config.assignmentsOf(name);
  const inMain = all.filter(({ file }) => file === 'main');
  return inMain.length <= 1 ? all : all.slice(inMain.length - 1);
}
