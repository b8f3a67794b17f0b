import type { KindType } from '../catalogue/kind';
import { isStillToCome } from '../catalogue/release';
import type { ValueProblem } from '../values/value';
import { overlaps } from '../text/span';
import { assignmentsWith } from './assignments-with';
import type { Assignment, Configuration } from './configuration';
import { foreignSyntax } from './foreign-syntax';
import { isInForce } from './in-force';

/** A problem that the kind of a value found in it, and where that value is assigned. */
export interface AssignedProblem {
  readonly assignment: Assignment;
  /** Its span is logical: `assignment.value.toFile(problem)` is where it stands. */
  readonly problem: ValueProblem;
}

/** What is wrong with a value that is put together from others by `$name`. */
export interface ExpandedProblems {
  readonly assignment: Assignment;
  /** Their spans are in the text that the value becomes. */
  readonly problems: readonly ValueProblem[];
}

/**
 * The problems with one of the given codes in all values of both files, in the order of the files. All values are taken apart once,
 * whichever rule asks first.
 */
export function problemsWithCode(
  config: Configuration,
  ...codes: readonly string[]
): readonly AssignedProblem[] {
  const problems = config.derived(findProblems);
  if (codes.length === 1) return problems.get(codes[0] as string) ?? [];
  return codes.flatMap(code => problems.get(code) ?? []);
}

/** The values in force in main.cf that are one word, put together by `$name`, and wrong as a whole. */
export function expandedProblems(config: Configuration): readonly ExpandedProblems[] {
  return config.derived(findExpanded);
}

/** Kinds whose values are one word, so that a problem is about all of it. */
const scalars: ReadonlySet<KindType> = new Set([
  'boolean',
  'integer',
  'size',
  'duration',
  'enumeration',
  'compatibility-level',
]);

function findExpanded(config: Configuration): ExpandedProblems[] {
  const found: ExpandedProblems[] = [];
  for (const assignment of assignmentsWith(config, '$')) {
    const type = assignment.parameter?.kind.type;
    if (type === undefined || !scalars.has(type) || assignment.file === 'master') continue;
    if (!isInForce(config, assignment) || isIgnored(assignment, config)) continue;
    const problems = config.parsedValue(assignment.name)?.problems ?? [];
    if (problems.length > 0) found.push({ assignment, problems });
  }
  return found;
}

function findProblems(config: Configuration): ReadonlyMap<string, readonly AssignedProblem[]> {
  const problems = new Map<string, AssignedProblem[]>();
  for (const assignment of config.assignmentsThat(hasProblems)) {
    if (isIgnored(assignment, config)) continue;
    const foreign = foreignSyntax(assignment);
    for (const problem of config.parsed(assignment).problems) {
      // What is wrong with the words of a comment, or with what stands in quotes, is told by rules of their own.
      if (foreign.some(part => overlaps(part, problem))) continue;
      append(problems, problem.code, { assignment, problem });
    }
  }
  return problems;
}

function hasProblems(assignment: Assignment, config: Configuration): boolean {
  return assignment.parameter !== undefined && config.parsed(assignment).problems.length > 0;
}

/** Whether the release does not have the parameter yet: nobody reads the value then, whatever it is. */
function isIgnored({ name }: Assignment, { catalogue, release }: Configuration): boolean {
  const parameter = catalogue.parameter(name);
  return (
    parameter !== undefined && isStillToCome(parameter, release) && !catalogue.exists(parameter, release)
  );
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
