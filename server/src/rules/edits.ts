import type { Assignment, Configuration } from '../config/configuration';
import { sourceOf } from '../config/instance';
import type { Entry } from '../syntax/tree';
import type { Span } from '../text/span';
import type { FileEdit } from './rule';
import type { SuppressedRule, Suppression } from './suppression';

/** Replaces a part of a value; `span` is logical, as items and problems have it. */
export function replaceInValue(assignment: Assignment, span: Span, newText: string): FileEdit {
  return { file: assignment.file, span: assignment.value.toFile(span), newText };
}

/** What to write between two items of a list, in its own style. */
export function separatorIn({ file, value }: Assignment): ',' | ', ' | ' ' {
  // A blank would end the value of an `-o`.
  return file === 'master' ? ',' : value.text.includes(',') ? ', ' : ' ';
}

/** Replaces a whole value, comments and blank lines inside it included. */
export function replaceValue(assignment: Assignment, newText: string): FileEdit {
  return { file: assignment.file, span: assignment.value.span, newText };
}

/** Writes a value anew on the line where it begins; comments between its lines stay where they are. */
export function rewriteValue(config: Configuration, assignment: Assignment, newText: string): FileEdit[] {
  const { file } = assignment;
  const source = sourceOf(config, file);
  return assignment.value.fileSpans.map((span, index) => {
    // The blanks and the carriage return before the line break are not the value's.
    const text = source.slice(span.start, span.end);
    if (index === 0) {
      // `name =` without a value has no blank behind it yet.
      const blank = text === '' && /\s=$/.test(source.slice(span.start - 2, span.start)) ? ' ' : '';
      const end = span.start + text.trimEnd().length;
      return { file, span: { start: span.start, end }, newText: blank + newText };
    }
    const newline = source.indexOf('\n', span.end);
    const start = source.lastIndexOf('\n', span.start - 1) + 1;
    // Behind a value in braces its line goes on.
    const rest = source.slice(span.end, newline === -1 ? source.length : newline);
    if (rest.trim() !== '') return { file, span: { start: start - 1, end: span.end }, newText: '' };
    return { file, span: { start, end: newline === -1 ? source.length : newline + 1 }, newText: '' };
  });
}

/** Takes an entry out of main.cf, but leaves the comments that stand inside it where they are. */
export function removeEntry(entry: Entry): FileEdit[] {
  const source = entry.source;
  return entry.segments.map(segment => ({
    file: 'main',
    span: { start: segment.start, end: source[segment.end] === '\n' ? segment.end + 1 : segment.end },
    newText: '',
  }));
}

/** Gives an entry another name. */
export function renameEntry(assignment: Assignment, name: string): FileEdit {
  return { file: assignment.file, span: assignment.nameSpan, newText: name };
}

/** Adds `name = value` on a line of its own after an entry, with the blanks around `=` that the entry has. */
export function addAfter(entry: Entry, name: string, value: string): FileEdit {
  const source = entry.source;
  const newline = lineEnding(source);
  const needsNewline = entry.end > 0 && source[entry.end - 1] !== '\n';
  const line = `${name}${separatorOf(entry)}${value}`;
  return {
    file: 'main',
    span: { start: entry.end, end: entry.end },
    newText: needsNewline ? `${newline}${line}` : `${line}${newline}`,
  };
}

/** Adds `name = value` at the end of main.cf. */
export function addAtEnd(config: Configuration, name: string, value: string): FileEdit {
  const last = config.entries[config.entries.length - 1];
  const source = config.tree.text;
  const newline = lineEnding(source);
  const start = source.length;
  const before = source === '' || source.endsWith('\n') ? '' : newline;
  const line = `${name}${last === undefined ? ' = ' : separatorOf(last)}${value}`;
  return { file: 'main', span: { start, end: start }, newText: `${before}${line}${newline}` };
}

/** What stands between name and value where both are on the first line: ` = `, `=`, ` =`. Aligned columns count as ` = `. */
export function separatorOf(entry: Entry): string {
  const before = entry.source.slice(entry.nameSpan.end, entry.equals);
  const after = entry.source.slice(entry.equals + 1, entry.value.start);
  return `${before === '' ? '' : ' '}=${after === '' && entry.value.text !== '' ? '' : ' '}`;
}

/** How lines of a file end, judged by the first. */
export function lineEnding(source: string): string {
  const newline = source.indexOf('\n');
  return newline > 0 && source[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** Takes a comment that silences rules out of its file, with its line. */
export function removeComment(config: Configuration, { file, start, end }: Suppression): FileEdit {
  const text = sourceOf(config, file);
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const newline = text.indexOf('\n', end);
  return { file, span: { start: lineStart, end: newline === -1 ? text.length : newline + 1 }, newText: '' };
}

/** Takes one rule, and the comma or blank before or after it, out of a comment that silences several. */
export function removeSuppressedRule({ file, ids }: Suppression, rule: SuppressedRule): FileEdit {
  const index = ids.indexOf(rule);
  const before = ids[index - 1];
  const after = ids[index + 1];
  const span =
    before === undefined
      ? { start: rule.start, end: after?.start ?? rule.end }
      : { start: before.end, end: rule.end };
  return { file, span, newText: '' };
}

/** Takes an assignment out of its file: an entry of main.cf with its lines, or `-o name=value` of master.cf. */
export function removeAssignment(config: Configuration, assignment: Assignment): FileEdit[] {
  const { nameSpan } = assignment;
  if (assignment.file === 'main') {
    const entry = config.setting(assignment.name)?.definitions.find(one => one.nameSpan === nameSpan);
    return entry === undefined ? [] : removeEntry(entry);
  }
  const source = sourceOf(config, 'master');
  const override = assignment.service?.overrides.find(one => one.nameSpan === nameSpan);
  if (override === undefined) return [];
  const dash = source.lastIndexOf('-o', override.start);
  const lineStart = source.lastIndexOf('\n', dash) + 1;
  const newline = source.indexOf('\n', override.end);
  const lineEnd = newline === -1 ? source.length : newline + 1;
  const standsAlone =
    source.slice(lineStart, dash).trim() === '' && source.slice(override.end, lineEnd).trim() === '';
  if (standsAlone && lineStart > 0)
    return [{ file: 'master', span: { start: lineStart, end: lineEnd }, newText: '' }];
  let start = dash;
  while (start > lineStart && /[ \t]/.test(source[start - 1] as string)) start--;
  return [{ file: 'master', span: { start, end: override.end }, newText: '' }];
}
