import type { Assignment } from '../config/configuration';
import type { Item } from '../values/value';
import { firstFrom, touches, type Span } from '../text/span';
import type { Analysis } from './analysis';

/** The assignment whose entry or override an offset of the analysed document is in. */
export function assignmentAt(analysis: Analysis, offset: number): Assignment | undefined {
  const { assignments } = analysis.config;
  if (analysis.file === 'master') {
    return assignments.find(
      ({ file, nameSpan, value }) => file === 'master' && nameSpan.start <= offset && offset <= value.end,
    );
  }
  // main.cf's assignments are in the order of the file: the last one that starts at or before the offset.
  const found = firstFrom(analysis.config.entries, offset + 1) - 1;
  const entry = analysis.config.entries[found];
  return entry !== undefined && offset <= entry.end ? assignments[found] : undefined;
}

/** The items of a value that touch an offset in the file, the innermost last. */
export function itemsAt(analysis: Analysis, assignment: Assignment, offset: number): readonly Item[] {
  const logical = assignment.value.toLogical(offset);
  if (logical === undefined) return [];
  // The beginning of a line is not the end of the line before, although Postfix joins the two.
  return analysis.config
    .parsed(assignment)
    .items.filter(item => touches(item, logical) && touches(itemSpan(assignment, item), offset));
}

/** An item's span in the file. */
export function itemSpan(assignment: Assignment, item: Span): Span {
  return assignment.value.toFile(item);
}
