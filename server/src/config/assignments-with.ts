import type { Assignment, Configuration } from './configuration';

/** What few values have, and many rules look for: a reference, a comment, a semicolon, quotes of any kind. */
export type Sign = '$' | '#' | ';' | 'quote';

type Found = Readonly<Record<Sign, readonly Assignment[]>>;

const memos = new WeakMap<Configuration, Found>();

/** The assignments with a sign somewhere in their value, in the order of the files. All values are searched once. */
export function assignmentsWith(config: Configuration, sign: Sign): readonly Assignment[] {
  let found = memos.get(config);
  if (found === undefined) memos.set(config, (found = find(config.assignments)));
  return found[sign];
}

/** Whether there are quotes of any kind. */
export function hasQuotes(text: string): boolean {
  return /["'`“„‘«]/.test(text);
}

function find(assignments: readonly Assignment[]): Found {
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
