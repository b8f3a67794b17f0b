import type { KindType } from '../catalogue/kind';

/** The kinds of values in which lookup tables can stand. */
export const kindsWithTables: readonly KindType[] = ['tables', 'table', 'match-list', 'restrictions'];
