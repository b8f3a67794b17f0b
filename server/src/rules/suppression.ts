import type { Assignment, Configuration } from '../config/configuration';
import type { Line } from '../syntax/tree';
import type { Service } from '../syntax/parse-master';
import { firstFrom, type Span } from '../text/span';

/**
 * A comment that silences rules: `# postfix-main-cf: ignore <id>[, <id>] – reason` for the entry below it, or for the item
 * below it when it stands inside a value; `ignore-file` for the whole file, then also without ids.
 */
export interface Suppression extends Span {
  readonly file: 'main' | 'master';
  /** Undefined: neither `ignore` nor `ignore-file`. */
  readonly scope: 'next' | 'file' | undefined;
  /** None: all rules, where the scope is the file. */
  readonly ids: readonly SuppressedRule[];
  /** What it covers; undefined where nothing follows it. */
  readonly covers: Span | undefined;
  /** Whether a comment without ids silenced something. */
  used: boolean;
}

export interface SuppressedRule extends Span {
  readonly id: string;
  /** Whether a finding of that rule was silenced. */
  used: boolean;
}

const marker = 'postfix-main-cf:';

/** All suppressions of both files. Costs nothing but a search where there is none. */
export function suppressionsIn(config: Configuration): Suppression[] {
  const suppressions: Suppression[] = [];
  readComments(config.tree.text, 'main', at => coveredInMain(config, at), suppressions);
  const { master } = config;
  if (master !== undefined) {
    readComments(master.text, 'master', at => coveredInMaster(master.nodes, master.text, at), suppressions);
  }
  return suppressions;
}

/** Whether a comment silences a finding of a rule at a place. That comment is then used. */
export function silenced(
  suppressions: readonly Suppression[],
  rule: string,
  file: 'main' | 'master',
  span: Span,
): boolean {
  return suppressions.some(suppression => {
    if (suppression.file !== file || !covers(suppression.covers, span)) return false;
    if (suppression.ids.length === 0) return (suppression.used ||= suppression.scope === 'file');
    const named = suppression.ids.find(({ id }) => id === rule);
    return named !== undefined && (named.used = true);
  });
}

function covers(covered: Span | undefined, { start, end }: Span): boolean {
  if (covered === undefined || start < covered.start) return false;
  return start < covered.end || (start === covered.end && start === end);
}

function readComments(
  text: string,
  file: 'main' | 'master',
  coveredAfter: (comment: number) => Span | undefined,
  into: Suppression[],
): void {
  for (let at = text.indexOf(marker); at !== -1; at = text.indexOf(marker, at + 1)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const newline = text.indexOf('\n', at);
    const line = text.slice(lineStart, newline === -1 ? text.length : newline).trimEnd();
    const match = /^\s*(#+\s*)postfix-main-cf:\s*(\S*)/.exec(line);
    if (match === null || lineStart + match[0].indexOf(marker) !== at) continue;
    const hash = lineStart + line.indexOf('#');
    const scope = match[2] === 'ignore' ? 'next' : match[2] === 'ignore-file' ? 'file' : undefined;
    into.push({
      start: hash,
      end: lineStart + line.length,
      file,
      scope,
      ids: scope === undefined ? [] : readIds(line, match[0].length, lineStart),
      covers: scope === 'file' ? { start: 0, end: text.length } : coveredAfter(hash),
      used: false,
    });
  }
}

/** The words up to a dash (of any kind) that stands alone, which begins the reason. */
function readIds(line: string, from: number, lineStart: number): SuppressedRule[] {
  const ids: SuppressedRule[] = [];
  for (const match of line.slice(from).matchAll(/[^\s,]+/g)) {
    if (/^[-\u2010-\u2015\u2212]+$/.test(match[0])) break;
    const start = lineStart + from + match.index;
    ids.push({ id: match[0], start, end: start + match[0].length, used: false });
  }
  return ids;
}

function coveredInMain(config: Configuration, comment: number): Span | undefined {
  const { nodes, text } = config.tree;
  const index = nodeAt(nodes, comment);
  const node = nodes[index];
  if (node === undefined) return undefined;
  if (node.kind === 'comment' || node.kind === 'blank') return nextThing(nodes, index);
  return nextItem(config, node, comment, text);
}

/** Inside a value: the next line's first item with what belongs to it, or the whole line where the value has no items. */
function nextItem(config: Configuration, node: Line, comment: number, text: string): Span | undefined {
  const line = node.segments.find(segment => segment.start > comment);
  if (line === undefined || node.kind !== 'entry') return line;
  const assignment = config
    .assignmentsOf(node.name)
    .find(({ file, nameSpan }) => file === 'main' && nameSpan.start === node.nameSpan.start);
  return (assignment === undefined ? undefined : itemIn(config, assignment, line)) ?? trimStart(text, line);
}

function itemIn(config: Configuration, assignment: Assignment, line: Span): Span | undefined {
  const { items } = config.parsed(assignment);
  const { value } = assignment;
  const top = items.findIndex(
    item => item.parent === undefined && value.toFileStart(item.start) >= line.start,
  );
  const item = items[top];
  if (item === undefined || value.toFileStart(item.start) >= line.end) return undefined;
  let end = item.end;
  for (let i = top + 1; i < items.length && items[i]?.parent !== undefined; i++) {
    end = Math.max(end, items[i]?.end ?? 0);
  }
  return value.toFile({ start: item.start, end });
}

function coveredInMaster(
  nodes: readonly (Service | (Span & { readonly kind: string }))[],
  text: string,
  comment: number,
): Span | undefined {
  const index = nodeAt(nodes, comment);
  const node = nodes[index];
  if (node === undefined) return undefined;
  if (node.kind === 'comment' || node.kind === 'blank') return nextThing(nodes, index);
  const overrides = node.kind === 'service' ? (node as Service).overrides : [];
  const next = overrides.find(override => override.start > comment);
  return next ?? trimStart(text, { start: text.indexOf('\n', comment) + 1, end: node.end });
}

function nextThing(nodes: readonly (Span & { readonly kind: string })[], index: number): Span | undefined {
  return nodes.slice(index).find(({ kind }) => kind !== 'comment' && kind !== 'blank');
}

/** The index of the node that holds an offset; nodes join without gaps. */
function nodeAt(nodes: readonly Span[], offset: number): number {
  return Math.max(0, firstFrom(nodes, offset + 1) - 1);
}

function trimStart(text: string, span: Span): Span {
  let { start } = span;
  while (start < span.end && /\s/.test(text[start] as string)) start++;
  return { start, end: span.end };
}
