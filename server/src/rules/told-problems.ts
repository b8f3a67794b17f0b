import type { KindType } from '../catalogue/kind';
import type { Severity } from '../config/profile';
import { placeholders } from '../config/placeholders';
import { expandedProblems, problemsWithCode } from '../config/value-problems';
import type { Assignment } from '../config/configuration';
import { firstFrom, type Span } from '../text/span';
import type { ProblemCode } from '../values/problem-codes';
import type { Item, ItemRole, ValueProblem } from '../values/value';
import { oneOf } from '../values/wording';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { RuleContext } from './rule';
import { quoted } from './wording';

export interface ToldProblems {
  readonly codes: readonly ProblemCode[];
  /** The kinds of values in which they count; all where left out. */
  readonly kinds?: readonly KindType[];
  /** Where it differs from the rule's own. */
  readonly severity?: (problem: ValueProblem) => Severity | undefined;
  /** What to do where the kind has no suggestion. */
  readonly advice?: string;
  /** Which of them are meant, where codes and kinds do not tell. */
  readonly isMeant?: (
    assignment: Assignment,
    problem: ValueProblem,
    /** What stands where the problem is. */
    role: () => ItemRole | undefined,
  ) => boolean;
}

/** Reports what the kinds of values find by themselves, in the values as they stand and in those that become one by `$name`. */
export function tellProblems(context: RuleContext, told: ToldProblems): void {
  const { config, report } = context;
  for (const { assignment, problem } of problemsWithCode(config, ...told.codes)) {
    if (!isTold(context, told, assignment, problem)) continue;
    report({
      message: problemText(about(problem, assignment.name), adviceFor(problem, told)),
      ...placeOfProblem(assignment, problem),
      ...severityOf(told, problem),
      fixes: suggestionFixes(assignment, problem),
    });
  }
  tellExpanded(context, told);
}

/** A value of one word that is put together from others is judged as a whole. */
function tellExpanded(context: RuleContext, told: ToldProblems): void {
  const { config, report } = context;
  for (const { assignment, problems } of expandedProblems(config)) {
    const problem = problems.find(({ code }) => told.codes.includes(code));
    if (problem === undefined || !isTold(context, told, assignment, problem)) continue;
    const { name } = assignment;
    const became = config.known(name) ?? '';
    if (placeholders(became, true).length > 0) continue;
    report({
      file: 'main',
      span: assignment.value.span,
      about: assignment,
      ...severityOf(told, problem),
      message: `${name} becomes ${quoted(became)} here. ${problemText(about(problem, name))}`,
    });
  }
}

function isTold(
  { config }: RuleContext,
  { kinds, isMeant }: ToldProblems,
  assignment: Assignment,
  problem: ValueProblem,
): boolean {
  const type = assignment.parameter?.kind.type;
  if (kinds !== undefined && (type === undefined || !kinds.includes(type))) return false;
  if (isMeant === undefined) return true;
  return isMeant(assignment, problem, () => roleAt(config.parsed(assignment).items, problem));
}

/** The role of the item that covers exactly a span; items are in the order of the text. */
function roleAt(items: readonly Item[], { start, end }: Span): ItemRole | undefined {
  for (let at = firstFrom(items, start); items[at]?.start === start; at++)
    if (items[at]?.end === end) return items[at]?.role;
  return undefined;
}

function severityOf({ severity }: ToldProblems, problem: ValueProblem): { readonly severity?: Severity } {
  const chosen = severity?.(problem);
  return chosen === undefined ? {} : { severity: chosen };
}

/** Names the parameter in what a kind says of all its values. */
function about(problem: ValueProblem, name: string): ValueProblem {
  const message = problem.message.replace(/\bone of its (values|words)\b/, `one of the $1 of ${name}`);
  const consequence = problem.consequence?.replace('that reads it', `that reads ${name}`);
  return { ...problem, message, consequence };
}

function adviceFor({ suggestions }: ValueProblem, { advice }: ToldProblems): string | undefined {
  if (suggestions === undefined || suggestions.length === 0 || suggestions.length > 3) return advice;
  return `Write ${oneOf(suggestions.map(suggestion => suggestion.trim()))}.`;
}
