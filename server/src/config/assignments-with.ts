import type { Assignment, Configuration } from './configuration';

/** What few values have, and many rules look for: a reference, a comment, a semicolon, quotes of any kind. */
export type Sign = '$' | '#' | ';' | 'quote';

/** The assignments with a sign somewhere in their value, in the order of the files. All values are searched once. */
export function assignmentsWith(config: Configuration, sign: Sign): readonly Assignment[] {
  return config.derived(findAll)[sign];
}

/** Whether there are quotes of any kind. */
export function hasQuotes(text: string): boolean {
  return /["'`“„‘«]/.test(text);
}

/** The assignments of parameters that are deprecated, or that do nothing from some release on. */
export function obsoleteAssignments(config: Configuration): readonly Assignment[] {
  return config.derived(findObsolete);
}

function findObsolete({ assignments }: Configuration): readonly Assignment[] {
  return assignments.filter(({ parameter }) => {
    const page = parameter?.parameter;
    return page !== undefined && (page.deprecated !== undefined || page.noEffectSince !== undefined);
  });
}

function findAll({ assignments }: Configuration): Readonly<Record<Sign, readonly Assignment[]>> {
  const found: Record<Sign, Assignment[]> = { $: [], '#': [], ';': [], quote: [] };
  for (const assignment of assignments) {
    const { text } = assignment.value;
    if (!/[$#;"'`“„‘«]/.test(text)) continue;
    if (text.includes('$')) found.$.push(assignment);
    if (text.includes('#')) found['#'].push(assignment);
    if (text.includes(';')) found[';'].push(assignment);
    if (hasQuotes(text)) found.quote.push(assignment);
  }
  return found;
}
