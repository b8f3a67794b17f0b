import type { Position, Range, TextEdit as LspTextEdit } from 'vscode-languageserver-types';
import type { Assignment } from '../config/configuration';
import { listKinds, looseListKinds } from '../catalogue/kind';
import type { Entry, Node } from '../syntax/tree';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import { commaAndSpace, tokens } from '../values/tokens';
import type { Item } from '../values/value';
import type { Analysis } from './analysis';
import { toLspEdit, toOffset, toSpan } from './convert';

/** Lists longer than this are written one item a line, where that is asked for. */
const longLine = 80;

/**
 * Formats a main.cf, conservatively: trailing blanks, one style of ` = `, a newline at the end; on request aligned `=` and one
 * item a line. What Postfix reads stays the same, comments stay where they are.
 */
export function formatDocument(analysis: Analysis, range?: Range): LspTextEdit[] {
  const window = range === undefined ? undefined : toSpan(analysis.lines, range);
  return formattingEdits(analysis)
    .filter(({ span }) => window === undefined || (span.start >= window.start && span.end <= window.end))
    .map(edit => toLspEdit(analysis.lines, edit));
}

/** The edits of a whole file, in the order of the text. */
export function formattingEdits(analysis: Analysis): TextEdit[] {
  // A template belongs to another program as well, which may mind its blanks.
  if (isNotOurs(analysis) || analysis.nature === 'template') return [];
  if (analysis.file !== 'main') return trailingBlankEdits(analysis, []);
  const edits: TextEdit[] = [];
  const { alignValues, oneItemPerLine } = analysis.settings.format;
  const columns = alignValues ? alignedColumns(analysis.config.tree.nodes) : undefined;
  const rewritten: Span[] = [];
  for (const [i, entry] of analysis.config.entries.entries()) {
    const padding = paddingBehind(entry, columns?.get(entry));
    const listEdit = oneItemPerLine
      ? listOnLines(analysis, assignmentAt(analysis, i), entry, padding)
      : undefined;
    if (listEdit !== undefined) {
      edits.push(listEdit);
      rewritten.push({ start: entry.start, end: entry.end });
    } else edits.push(...separatorEdit(entry, padding));
  }
  edits.push(...trailingBlankEdits(analysis, rewritten));
  const last = analysis.text[analysis.text.length - 1];
  if (last !== undefined && last !== '\n') {
    edits.push({
      span: { start: analysis.text.length, end: analysis.text.length },
      newText: newlineOf(analysis.text),
    });
  }
  return edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** A huge file, or one of another program. */
function isNotOurs({ isLarge, nature }: Analysis): boolean {
  return isLarge || nature === 'foreign';
}

/**
 * After Enter: a new line inside a list that goes on gets the list's indent, any other new line none, because an indent
 * would silently continue the value above.
 */
export function formatOnEnter(analysis: Analysis, position: Position): LspTextEdit[] {
  const offset = toOffset(analysis.lines, position);
  const lines = analysis.lines.postfix;
  const line = lines.lineAt(offset);
  const start = lines.startOf(line);
  const current = lineText(analysis, line);
  if (analysis.file !== 'main' || line === 0 || isNotOurs(analysis)) return [];
  // Comments stand inside a value as well as between two.
  let above = line - 1;
  // What stood in front of the caret on an indented line that is split at its first word.
  const left = current.trim() === '' ? '' : (/^[ \t]+$/.exec(lineText(analysis, above))?.[0] ?? '');
  if (left !== '' && above > 0) above--;
  while (above > 0 && isComment(lineText(analysis, above))) above--;
  const previous = lineText(analysis, above);
  if (previous.trim() === '' || isComment(previous)) return [];
  if (current.trim() !== '') return indentRest(analysis, start, current, previous, left);
  const goesOn = /[,{]\s*$/.test(previous) || isEmptyList(analysis, previous);
  if (!goesOn && above < line - 1) return [];
  const indent = goesOn ? (/^\s+/.exec(previous)?.[0] ?? '    ') : '';
  if (current === indent) return [];
  return [toLspEdit(analysis.lines, { span: { start, end: start + current.length }, newText: indent })];
}

/** What stood behind the caret inside a value still belongs to it: without an indent Postfix could not read the file. */
function indentRest(
  { lines }: Analysis,
  start: number,
  current: string,
  previous: string,
  indent: string,
): LspTextEdit[] {
  const isRest = /^[^\s#=]+(?:\s+[^\s=]|,|\s*$)/.test(current) && /^\s|=/.test(previous);
  if (!isRest) return [];
  const newText = indent === '' ? (/^\s+/.exec(previous)?.[0] ?? '    ') : indent;
  return [toLspEdit(lines, { span: { start, end: start }, newText })];
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

/** Whether a line gives a list no item yet: `relayhost =` on the other hand is complete. */
function isEmptyList({ config }: Analysis, line: string): boolean {
  const name = /^([^\s=]+)\s*=\s*$/.exec(line)?.[1];
  const kind = name === undefined ? undefined : config.resolve(name)?.kind;
  return kind !== undefined && listKinds.has(kind.type);
}

function lineText(analysis: Analysis, line: number): string {
  const { text } = analysis;
  const lines = analysis.lines.postfix;
  const end = line + 1 < lines.lineCount ? lines.startOf(line + 1) - 1 : text.length;
  return text.slice(lines.startOf(line), end).replace(/\r$/, '');
}

/** The assignment of an entry, by its number: the assignments begin with main.cf's. */
function assignmentAt({ config }: Analysis, index: number): Assignment {
  return config.assignments[index] as Assignment;
}

/** The blanks between a name and its `=`: one, or more where columns are aligned. */
function paddingBehind({ nameSpan }: Entry, column: number | undefined): string {
  return column === undefined ? ' ' : ' '.repeat(Math.max(1, column - (nameSpan.end - nameSpan.start) + 1));
}

/** The padding before `=` and one blank behind it. Only where all stands on the first line. */
function separatorEdit(entry: Entry, padding: string): TextEdit[] {
  const first = entry.segments[0] as Span;
  if (entry.nul !== undefined || entry.equals >= first.end) return [];
  const valueIsHere = entry.value.text !== '' && entry.value.start < first.end;
  const end = valueIsHere ? entry.value.start : entry.equals + 1;
  const wanted = `${padding}=${valueIsHere ? ' ' : ''}`;
  const span = { start: entry.nameSpan.end, end };
  return entry.source.slice(span.start, span.end) === wanted ? [] : [{ span, newText: wanted }];
}

/** The longest name of each run of neighbouring entries. */
function alignedColumns(nodes: readonly Node[]): Map<Entry, number> {
  const columns = new Map<Entry, number>();
  let run: Entry[] = [];
  const close = (): void => {
    const widest = Math.max(0, ...run.map(entry => entry.name.length));
    for (const entry of run) columns.set(entry, widest);
    run = [];
  };
  for (const node of nodes) {
    if (node.kind === 'entry') run.push(node);
    else close();
  }
  close();
  return columns;
}

/** Where blanks at the end of a line inside a value are part of what Postfix reads: everywhere but in lists. */
function mayTrimInside(assignment: Assignment): boolean {
  return assignment.parameter !== undefined && looseListKinds.has(assignment.parameter.kind.type);
}

function trailingBlankEdits(analysis: Analysis, skip: readonly Span[]): TextEdit[] {
  const { text } = analysis;
  const kept = keptBlanks(analysis);
  const edits: TextEdit[] = [];
  let skipAt = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    let end = newline === -1 ? text.length : newline;
    if (end > start && text[end - 1] === '\r') end--;
    let trimmed = end;
    while (trimmed > start && (text[trimmed - 1] === ' ' || text[trimmed - 1] === '\t')) trimmed--;
    while (skipAt < skip.length && (skip[skipAt] as Span).end <= start) skipAt++;
    const isSkipped = skipAt < skip.length && (skip[skipAt] as Span).start <= start;
    if (trimmed < end && !isSkipped && !kept.has(trimmed)) {
      edits.push({ span: { start: trimmed, end }, newText: '' });
    }
    start = newline === -1 ? text.length : newline + 1;
  }
  return edits;
}

/** Where trailing blanks have to stay: ends of lines inside a value that is not a list, and before a `=` that has moved on. */
function keptBlanks(analysis: Analysis): ReadonlySet<number> {
  const { config, file, text } = analysis;
  const kept = new Set<number>();
  if (file !== 'main') {
    // In the braces of `-o` blanks belong to the value.
    for (const { value } of config.assignments.filter(one => one.file === file)) {
      for (const span of value.fileSpans.slice(0, -1)) kept.add(endOfContent(text, span));
    }
    return kept;
  }
  for (const [i, entry] of config.entries.entries()) {
    const first = entry.segments[0] as Span;
    // The separator's own edit takes care of what follows the name on the first line.
    if (entry.value.text === '' || entry.value.start >= first.end)
      kept.add(endOfContent(text, { start: entry.equals + 1, end: first.end }));
    if (entry.segments.length === 1 || mayTrimInside(assignmentAt(analysis, i))) continue;
    for (const segment of entry.segments) {
      if (segment.end <= entry.value.end) kept.add(endOfContent(text, segment));
    }
  }
  return kept;
}

function endOfContent(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t' || text[at - 1] === '\r')) at--;
  return at;
}

/** A long list with one item and its arguments on each line; undefined where it is short, or holds comments. */
function listOnLines(
  analysis: Analysis,
  assignment: Assignment,
  entry: Entry,
  padding: string,
): TextEdit | undefined {
  if (!mayTrimInside(assignment) || entry.interleaved.length > 0 || entry.nul !== undefined) return undefined;
  const text = entry.value.text;
  // As the line will be, or formatting once more would find another one.
  const length = entry.name.length + padding.length + '= '.length + text.length;
  if (text.includes('#') || (length <= longLine && !entry.value.isMultiline)) return undefined;
  const groups = itemGroups(text, analysis.config.parsed(assignment).items.map(withBraces(text)));
  if (groups === undefined || groups.length < 2) return undefined;
  const separator = /,/.test(betweenGroups(text, groups)) ? ',' : '';
  const newline = newlineOf(analysis.text);
  const list = groups.map(group => text.slice(group.start, group.end)).join(`${separator}${newline}    `);
  const last = entry.segments[entry.segments.length - 1] as Span;
  const span = {
    start: entry.nameSpan.end,
    end: entry.source[last.end - 1] === '\r' ? last.end - 1 : last.end,
  };
  const newText = `${padding}=${newline}    ${list}`;
  return entry.source.slice(span.start, span.end) === newText ? undefined : { span, newText };
}

/** Items inside braces stretch over the whole word, so that it stays in one piece. */
function withBraces(text: string): (item: Item) => Item {
  const braces = text.includes('{')
    ? tokens(text, commaAndSpace, true).filter(({ text: word }) => word.includes('{'))
    : [];
  return item => {
    const around = braces.find(({ start, end }) => start <= item.start && item.end <= end);
    return around === undefined ? item : { ...item, start: around.start, end: around.end };
  };
}

/** Top-level items, each with the arguments that belong to it; undefined where something of the value is in none of them. */
function itemGroups(text: string, items: readonly Item[]): Span[] | undefined {
  const groups: { start: number; end: number }[] = [];
  const groupOf = new Map<number, number>();
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as Item;
    const parent = item.parent === undefined ? undefined : groupOf.get(item.parent);
    const last = groups[groups.length - 1];
    if (parent === undefined && last !== undefined && item.start < last.end && item.end <= last.end) {
      groupOf.set(i, groups.length - 1);
    } else if (parent === undefined) {
      groupOf.set(i, groups.length);
      groups.push({ start: item.start, end: item.end });
    } else {
      groupOf.set(i, parent);
      const group = groups[parent] as { start: number; end: number };
      group.end = Math.max(group.end, item.end);
    }
  }
  let rest = '';
  let at = 0;
  for (const group of groups) {
    if (group.start < at || /\n|\r/.test(text.slice(group.start, group.end))) return undefined;
    rest += text.slice(at, group.start);
    at = group.end;
  }
  rest += text.slice(at);
  return /^[\s,]*$/.test(rest) ? groups : undefined;
}

function betweenGroups(text: string, groups: readonly Span[]): string {
  return groups
    .slice(1)
    .map((group, index) => text.slice((groups[index] as Span).end, group.start))
    .join('');
}

function newlineOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}
