import { listKinds, type Kind } from '../../catalogue/kind';
import type { Assignment } from '../../config/configuration';
import type { LogicalText } from '../../syntax/logical-text';
import type { Override } from '../../syntax/parse-master';
import type { Span } from '../../text/span';
import { candidatesFor } from '../../values/parse-value';
import { boundIn } from '../../values/tls-protocols';
import type { Analysis } from '../analysis';
import { assignmentAt } from '../at-offset';
import { openBraces, slotAt, type Slot } from './slot';

/** Where the caret is, as far as completion is concerned. `replace` covers the word that is being typed. */
export type Place = NamePlace | ValuePlace | ReferencePlace | ColumnPlace | SuppressionPlace;

export interface ValuePlace {
  readonly kind: 'value';
  readonly assignment: Assignment;
  readonly valueKind: Kind;
  readonly slot: Slot;
  readonly prefix: string;
  readonly replace: Span;
  /** The value's text before and after the replaced word, as Postfix joins it. */
  readonly before: string;
  readonly after: string;
  /** What parts a new item from the one that the caret stands before. */
  readonly separator: string;
}

export interface ReferencePlace {
  readonly kind: 'reference';
  readonly assignment: Assignment;
  readonly prefix: string;
  readonly replace: Span;
  /** Whether the reference would be the whole value. */
  readonly isWhole: boolean;
}

/** One of the first eight words of a service in master.cf, from 0. */
export interface ColumnPlace {
  readonly kind: 'column';
  readonly column: number;
  /** What stands in the columns before it. */
  readonly words: readonly string[];
  readonly prefix: string;
  readonly replace: Span;
}

export interface SuppressionPlace {
  readonly kind: 'suppression';
  readonly prefix: string;
  readonly replace: Span;
}

export interface NamePlace {
  readonly kind: 'name';
  readonly prefix: string;
  readonly replace: Span;
  /** Whether a `=` follows already, so that only the name is wanted. */
  readonly hasEquals: boolean;
  /** Whether a value follows without a `=`, so that only this one is wanted. */
  readonly hasValue: boolean;
  /** `override`: behind `-o` in master.cf, where no blank may surround the `=`. */
  readonly form: 'entry' | 'override' | 'braced-override';
}

/** Finds the place of a caret; undefined where nothing can be completed. */
export function placeAt(analysis: Analysis, offset: number): Place | undefined {
  const { text } = analysis;
  const lines = analysis.lines.postfix;
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
    // Before a continuation line there is nothing to name.
    if (/\s/.test(before) || (before === '' && /^\s+\S/.test(after))) return undefined;
    const rest = /^[^\s=]*/.exec(after)?.[0] ?? '';
    return {
      kind: 'name',
      prefix: before,
      replace: { start: offset - before.length, end: offset + rest.length },
      hasEquals: /^[^\s=]*\s*=/.test(after),
      hasValue: /^[^\s=]*\s+[^\s=]/.test(after),
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
  const between = tree.lines.some(
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
      hasValue: false,
      form: name[1] === undefined ? 'override' : 'braced-override',
    };
  }
  const column = columnPlace(before, after, offset);
  if (column !== undefined) return column;
  const assignment = analysis.config.assignments.find(
    one => one.file === 'master' && one.nameSpan.end < offset && offset <= endOf(analysis, one),
  );
  return assignment === undefined ? undefined : valuePlace(analysis, assignment, offset, before, after);
}

function columnPlace(before: string, after: string, offset: number): ColumnPlace | undefined {
  const words = /^\S/.test(before) ? before.split(/\s+/) : [];
  const prefix = words.pop();
  if (prefix === undefined || words.length > 7) return undefined;
  const rest = /^\S*/.exec(after)?.[0] ?? '';
  const replace = { start: offset - prefix.length, end: offset + rest.length };
  return { kind: 'column', column: words.length, words, prefix, replace };
}

/** Where typing goes on in a value of master.cf: in braces up to the closing one, and to the end of the line as long as there is none. */
function endOf({ text }: Analysis, assignment: Assignment): number {
  const override = overrideOf(assignment);
  if (override?.braced !== true) return assignment.value.end;
  const { start, end } = override;
  if (openBraces(text.slice(start, end)).length === 0) return end - 1;
  return end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0);
}

/** The `-o` of master.cf that an assignment is; undefined for those of main.cf. */
export function overrideOf({ service, nameSpan }: Assignment): Override | undefined {
  return service?.overrides.find(override => override.nameSpan.start === nameSpan.start);
}

function valuePlace(
  analysis: Analysis,
  assignment: Assignment,
  offset: number,
  before: string,
  after: string,
): Place | undefined {
  const typed = valueTextBefore(analysis, assignment, offset, before);
  if (typed === undefined) return undefined;
  const reference = /\$([{(]?)(\w*)$/.exec(typed);
  // `$$` is a dollar sign.
  if (typed.endsWith('$') && after.startsWith('$')) return undefined;
  if (reference !== null && !/\$\$\w*$/.test(typed)) {
    const prefix = reference[2] ?? '';
    const rest = /^\w*/.exec(after)?.[0] ?? '';
    const replace = { start: offset - prefix.length, end: offset + rest.length };
    const around = textAround(analysis, assignment, replace);
    return {
      kind: 'reference',
      assignment,
      prefix,
      replace,
      isWhole: /^\$[{(]?$/.test(around.before) && /^[)}]?$/.test(around.after),
    };
  }
  const valueKind = assignment.parameter?.kind;
  if (valueKind === undefined) return undefined;
  const word = wordAround(valueKind, typed, after);
  const start = offset - word.prefix.length;
  const { before: text } = textAround(analysis, assignment, { start, end: start });
  const slot = slotAt(analysis.config, valueKind, text, word.prefix);
  if (slot === undefined) return undefined;
  // Before an item of a list a new one is put in, unless it can have none beside it; within one it is replaced.
  const isBeforeItem =
    word.prefix === '' &&
    word.rest !== '' &&
    slot.kind === valueKind &&
    listKinds.has(valueKind.type) &&
    !(assignment.value.text === word.rest && standsAlone(analysis, valueKind, word.rest));
  const replace = {
    start: start + slot.settled,
    end: isBeforeItem ? offset : offset + word.rest.length,
  };
  return {
    kind: 'value',
    assignment,
    valueKind,
    slot,
    prefix: word.prefix.slice(slot.settled),
    replace,
    ...textAround(analysis, assignment, replace),
    separator: isBeforeItem ? separatorIn(assignment, valueKind) : '',
  };
}

/** Whether a word is the whole value in most cases: `all`, and a bound, which has no other one of its side beside it. */
function standsAlone({ config }: Analysis, kind: Kind, word: string): boolean {
  if (kind.type === 'tls-protocols' && boundIn(word) !== undefined) return true;
  return candidatesFor(kind, config.valueContext).some(
    ({ label, isAlone }) => isAlone === true && label === word,
  );
}

function separatorIn(assignment: Assignment, { type }: Kind): string {
  const { value } = assignment;
  if (colonLists.has(type) && value.text.includes(':')) return ':';
  if (overrideOf(assignment)?.braced === false) return ',';
  return value.text.includes(',') || !/\s/.test(value.text) ? ', ' : ' ';
}

/** What stands before the caret on its line, without the name and the `=`; undefined where the value has not begun. */
function valueTextBefore(
  { text }: Analysis,
  { nameSpan, value }: Assignment,
  offset: number,
  before: string,
): string | undefined {
  const lineStart = offset - before.length;
  const equals =
    nameSpan.end >= lineStart ? text.indexOf('=', nameSpan.end) : text.lastIndexOf('=', value.start - 1);
  if (equals >= offset) return undefined;
  return equals < lineStart ? before : text.slice(equals + 1, offset);
}

/** Lists whose items a colon parts as well. */
const colonLists: ReadonlySet<Kind['type']> = new Set([
  'tls-protocols',
  'cipher-exclusions',
  'cipher-string',
  'curves',
]);

/** The word under the caret: values of one word are replaced as a whole, list items one by one. */
function wordAround(kind: Kind, before: string, after: string): { prefix: string; rest: string } {
  const [head, tail] = colonLists.has(kind.type)
    ? [/[^\s,:{}]*$/, /^[^\s,:{}]*/]
    : [/[^\s,{}]*$/, /^[^\s,{}]*/];
  return { prefix: head.exec(before)?.[0] ?? '', rest: tail.exec(after)?.[0] ?? '' };
}

/** The value's text before and after a part of the file, as Postfix would join it with what is typed there. */
function textAround(
  { text }: Analysis,
  { value }: Assignment,
  { start, end }: Span,
): { before: string; after: string } {
  const before = value.text.slice(0, logicalBefore(value, start));
  const after = value.text.slice(logicalBefore(value, end));
  const blankBefore = before !== '' && !/\s$/.test(before) && /\s/.test(text[start - 1] ?? '');
  const blankAfter = after !== '' && !/^\s/.test(after) && /\s/.test(text[end] ?? '');
  return { before: blankBefore ? `${before} ` : before, after: blankAfter ? ` ${after}` : after };
}

/** How many characters of a value stand before a place in the file. */
function logicalBefore(value: LogicalText, offset: number): number {
  if (offset >= value.end) return value.text.length;
  let logical = 0;
  for (const { start, end } of value.fileSpans) {
    if (offset <= start) break;
    logical += Math.min(offset, end) - start;
  }
  return logical;
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
