import type { Assignment } from '../config/configuration';
import type { ValueProblem } from '../values/value';
import { replaceInValue } from './edits';
import type { Fix } from './rule';

/** Fixes that write a problem's suggestions in its place: never safe, because what was meant is a guess. */
export function suggestionFixes(assignment: Assignment, problem: ValueProblem): Fix[] {
  return (problem.suggestions ?? []).map(suggestion => ({
    title: `Write ${suggestion.trim()}`,
    safety: 'unsafe',
    edits: () => [replaceInValue(assignment, problem, suggestion)],
  }));
}

/** Where a problem is, for a finding. */
export function placeOfProblem(assignment: Assignment, problem: ValueProblem) {
  const span = problem.start === problem.end ? assignment.nameSpan : assignment.value.toFile(problem);
  return { about: assignment, file: assignment.file, span };
}

/** What is wrong, what Postfix does then, and what to do, as one or two sentences. */
export function problemText({ message, consequence }: ValueProblem, advice?: string): string {
  // One colon in a sentence is enough.
  const joint = /: [^"]*$/.test(message) ? ';' : ':';
  const sentence = consequence === undefined ? `${message}.` : `${message}${joint} ${consequence}.`;
  return advice === undefined ? sentence : `${sentence} ${advice}`;
}
