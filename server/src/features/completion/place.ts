import type { Kind } from '../../catalogue/kind';
import type { Assignment } from '../../config/configuration';
import type { Span } from '../../text/span';
import type { Analysis } from '../analysis';
import { assignmentAt } from '../at-offset';

/** Where the caret is, as far as completion is concerned. `replace` covers the word that is being typed. */
export type Place =
  | NamePlace
  | {
      readonly kind: 'value';
      readonly assignment: Assignment;
      readonly valueKind: Kind;
      readonly prefix: string;
      readonly replace: Span;
      readonly before: string;
    }
  | { readonly kind: 'reference'; readonly prefix: string; readonly replace: Span; readonly braced: boolean }
  | { readonly kind: 'suppression'; readonly prefix: string; readonly replace: Span };

export interface NamePlace {
  readonly kind: 'name';
  readonly prefix: string;
  readonly replace: Span;
  /** Whether a `=` follows already, so that only the name is wanted. */
  readonly hasEquals: boolean;
  /** `override`: behind `-o` in master.cf, where no blank may surround the `=`. */
  readonly form: 'entry' | 'override' | 'braced-override';
}

export type ValuePlace = Extract<Place, { kind: 'value' }>;

/** Finds the place of a caret; undefined where nothing can be completed. */
export function placeAt(analysis: Analysis, offset: number): Place | undefined {
  const { lines, text } = analysis;
  const line = lines.lineAt(offset);
  const lineStart = lines.startOf(line);
  const lineEnd = line + 1 < lines.lineCount ? lines.startOf(line + 1) - 1 : text.length;
  const before = text.slice(lineStart, offset);
  const after = text.slice(offset, lineEnd).replace(/\r$/, '');
  if (/^\s*#/.test(before)) return suppressionPlace(before, after, offset);
  return analysis.file === 'master'
    ? masterPlace(analysis, offset, before, after)
    : mainPlace(analysis, offset, before, after);
}

function mainPlace(analysis: Analysis, offset: number, before: string, after: string): Place | undefined {
  const isIndented = /^\s/.test(before);
  if (!isIndented && !before.includes('=')) {
    if (/\s/.test(before)) return undefined;
    const rest = /^[^\s=]*/.exec(after)?.[0] ?? '';
    return {
      kind: 'name',
      prefix: before,
      replace: { start: offset - before.length, end: offset + rest.length },
      hasEquals: /^[^\s=]*\s*=/.test(after),
      form: 'entry',
    };
  }
  const assignment = assignmentBefore(analysis, offset);
  return assignment === undefined ? undefined : valuePlace(analysis, assignment, offset, before, after);
}

/** The entry that an indented or half-typed line belongs to: the one around the caret, or the last one before it. */
function assignmentBefore(analysis: Analysis, offset: number): Assignment | undefined {
  const found = assignmentAt(analysis, offset);
  if (found !== undefined) return found;
  const { entries, assignments, tree } = analysis.config;
  let last = -1;
  for (let i = 0; i < entries.length && (entries[i]?.start ?? Infinity) <= offset; i++) last = i;
  const entry = entries[last];
  if (entry === undefined) return undefined;
  // A malformed line in between starts something else.
  const between = tree.nodes.some(
    node =>
      node.start >= entry.end && node.start < offset && (node.kind === 'malformed' || node.kind === 'orphan'),
  );
  return between ? undefined : assignments[last];
}

function masterPlace(analysis: Analysis, offset: number, before: string, after: string): Place | undefined {
  const name = /(?:^|\s)-o\s*(\{\s*)?([\w-]*)$/.exec(before);
  if (name !== null) {
    const prefix = name[2] ?? '';
    const rest = /^[\w-]*/.exec(after)?.[0] ?? '';
    return {
      kind: 'name',
      prefix,
      replace: { start: offset - prefix.length, end: offset + rest.length },
      hasEquals: /^[\w-]*\s*=/.test(after),
      form: name[1] === undefined ? 'override' : 'braced-override',
    };
  }
  const assignment = analysis.config.assignments.find(
    ({ file, nameSpan, value }) => file === 'master' && nameSpan.end < offset && offset <= value.end,
  );
  return assignment === undefined ? undefined : valuePlace(analysis, assignment, offset, before, after);
}

function valuePlace(
  analysis: Analysis,
  assignment: Assignment,
  offset: number,
  before: string,
  after: string,
): Place | undefined {
  const reference = /\$([{(]?)(\w*)$/.exec(before);
  if (reference !== null && !/\$\$\w*$/.test(before)) {
    const prefix = reference[2] ?? '';
    const rest = /^\w*/.exec(after)?.[0] ?? '';
    return {
      kind: 'reference',
      prefix,
      replace: { start: offset - prefix.length, end: offset + rest.length },
      braced: reference[1] !== '',
    };
  }
  const valueKind = assignment.parameter?.kind;
  if (valueKind === undefined) return undefined;
  const { prefix, rest } = wordAround(valueKind, valueTextBefore(assignment, offset, before), after);
  const replace = { start: offset - prefix.length, end: offset + rest.length };
  return {
    kind: 'value',
    assignment,
    valueKind,
    prefix,
    replace,
    before: logicalBefore(assignment, replace.start, analysis),
  };
}

/** What stands before the caret on its line, without the name and the `=`. */
function valueTextBefore(assignment: Assignment, offset: number, before: string): string {
  const lineStart = offset - before.length;
  if (assignment.nameSpan.end <= lineStart) return before;
  const equals = before.indexOf('=', assignment.nameSpan.end - lineStart);
  return equals === -1 ? '' : before.slice(equals + 1);
}

/** The word under the caret: values of one word are replaced as a whole, list items one by one. */
function wordAround(kind: Kind, before: string, after: string): { prefix: string; rest: string } {
  const isColonList =
    kind.type === 'tls-protocols' || kind.type === 'cipher-exclusions' || kind.type === 'curves';
  const [head, tail] = isColonList ? [/[^\s,:{}]*$/, /^[^\s,:{}]*/] : [/[^\s,{}]*$/, /^[^\s,{}]*/];
  return { prefix: head.exec(before)?.[0] ?? '', rest: tail.exec(after)?.[0] ?? '' };
}

/** The value's text before a file offset, as Postfix joins it. */
function logicalBefore(assignment: Assignment, offset: number, analysis: Analysis): string {
  const { value } = assignment;
  if (offset >= value.end) return value.text;
  const logical = value.toLogical(offset);
  if (logical !== undefined) return value.text.slice(0, logical);
  // On a line of its own inside the value that holds nothing yet: everything that stands above it.
  let end = value.text.length;
  while (end > 0 && value.toFileStart(end - 1) >= offset) end--;
  return analysis.text === '' ? '' : value.text.slice(0, end);
}

function suppressionPlace(before: string, after: string, offset: number): Place | undefined {
  const match = /^\s*#\s*postfix-main-cf:\s*ignore(?:-file)?\s+(?:[\w-]+\s*,\s*)*([\w-]*)$/.exec(before);
  if (match === null) return undefined;
  const prefix = match[1] ?? '';
  const rest = /^[\w-]*/.exec(after)?.[0] ?? '';
  return {
    kind: 'suppression',
    prefix,
    replace: { start: offset - prefix.length, end: offset + rest.length },
  };
}
