import type { AssignmentTest } from './configuration';

/** What is other in one version of a main.cf than in another. */
export interface Changes {
  /** The names whose entries were taken away, changed or brought. */
  readonly names: readonly string[];
  /** The tests that one of those entries passes, before or after. */
  readonly tests: readonly AssignmentTest[];
  /** Whether there are lines that Postfix cannot use, or names that are set twice, in either version. */
  readonly oddities: boolean;
}

export const noChanges: Changes = { names: [], tests: [], oddities: false };

/** What is other after both. */
export function together(a: Changes, b: Changes): Changes {
  return {
    names: [...new Set([...a.names, ...b.names])],
    tests: [...new Set([...a.tests, ...b.tests])],
    oddities: a.oddities || b.oddities,
  };
}
