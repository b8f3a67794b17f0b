import type { Entry } from '../syntax/tree';
import type { TextEdit } from '../text/edit';
import { ownCopy } from '../text/own-copy';
import { firstFrom, type Span } from '../text/span';

/** Which entries of two versions of a file are the same, but for where they stand. */
export interface Alignment {
  /** How many at the start. */
  readonly head: number;
  /** Where those at the end begin in the earlier version. */
  readonly before: number;
  /** Where they begin in the later one. */
  readonly after: number;
  /** The names of all entries between those, in either version. */
  readonly names: readonly string[];
}

/** Compares the entries of two versions by the edit that leads from one to the other: what it does not touch has stayed as it was. */
export function align(
  before: readonly Entry[],
  after: readonly Entry[],
  { span, newText }: TextEdit,
): Alignment {
  const taken = touched(before, span);
  const brought = touched(after, { start: span.start, end: span.start + newText.length });
  const head = Math.min(taken.start, brought.start);
  const tail = Math.min(before.length - taken.end, after.length - brought.end);
  const ends = { before: before.length - tail, after: after.length - tail };
  const between = [...before.slice(head, ends.before), ...after.slice(head, ends.after)];
  return { head, ...ends, names: between.map(({ name }) => ownCopy(name)) };
}

/** The indices of the entries that touch a part of the text. */
function touched(entries: readonly Entry[], { start, end }: Span): Span {
  let first = firstFrom(entries, start);
  const previous = entries[first - 1];
  if (previous !== undefined && previous.end >= start) first--;
  return { start: first, end: Math.max(first, firstFrom(entries, end + 1)) };
}
