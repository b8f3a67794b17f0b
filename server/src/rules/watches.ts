import type { Rule } from './rule';

/** Whether a rule is about that parameter by name. Rules about any parameter are not counted. */
export function watches({ parameters }: Rule, name: string): boolean {
  return (parameters ?? []).some(pattern => {
    const star = pattern.indexOf('*');
    if (star === -1) return pattern === name;
    return (
      name.length >= pattern.length - 1 &&
      name.startsWith(pattern.slice(0, star)) &&
      name.endsWith(pattern.slice(star + 1))
    );
  });
}
