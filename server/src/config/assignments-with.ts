import type { KindType } from '../catalogue/kind';
import type { Assignment, AssignmentTest, Configuration } from './configuration';
import { hasInvisible, hasQuotes } from './foreign-syntax';

/** What few assignments have, and many rules look for. */
const signs = {
  $: ({ value }: Assignment) => value.text.includes('$'),
  '#': ({ value }: Assignment) => value.text.includes('#'),
  ';': ({ value }: Assignment) => value.text.includes(';'),
  quote: ({ value }: Assignment) => hasQuotes(value.text),
  /** In the value or in the name. */
  invisible: ({ value, name }: Assignment) => hasInvisible(value.text) || hasInvisible(name),
};

/** The assignments with a sign somewhere in them, in the order of the files. */
export function assignmentsWith(config: Configuration, sign: keyof typeof signs): readonly Assignment[] {
  return config.assignmentsThat(signs[sign]);
}

/** The assignments whose values are of a kind, in the order of the files. */
export function assignmentsOfKind(config: Configuration, type: KindType): readonly Assignment[] {
  let test = kinds.get(type);
  if (test === undefined) kinds.set(type, (test = ({ parameter }) => parameter?.kind.type === type));
  return config.assignmentsThat(test);
}

/** The same test each time. */
const kinds = new Map<KindType, AssignmentTest>();

/** The assignments of parameters that are deprecated, or that do nothing from some release on. */
export function obsoleteAssignments(config: Configuration): readonly Assignment[] {
  return config.assignmentsThat(isObsolete);
}

function isObsolete({ parameter }: Assignment): boolean {
  const page = parameter?.parameter;
  return page !== undefined && (page.deprecated !== undefined || page.noEffectSince !== undefined);
}
