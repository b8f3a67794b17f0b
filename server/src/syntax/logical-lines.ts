import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import type { Interleaved } from './tree';

const HASH = 35;

/** A logical line: physical lines that Postfix joins, and what stands between them. */
export interface ScannedLine extends Span {
  /** Indented with no logical line before it: Postfix drops it. */
  readonly orphan: boolean;
  /** The physical lines that count, without `\n`. */
  readonly segments: readonly Span[];
  readonly interleaved: readonly Interleaved[];
}

interface OpenLine extends ScannedLine {
  end: number;
  readonly segments: Span[];
  readonly interleaved: Interleaved[];
}

/**
 * Finds the logical lines of a main.cf or master.cf, in order, as readlline(3) does: a physical line that starts with white space continues
 * the logical line before it, across comments and blank lines; anything else begins a new one. Linear; never throws.
 */
export function scanLogicalLines(text: string, onLine: (line: ScannedLine) => void): void {
  let open: OpenLine | undefined;
  const length = text.length;
  for (let start = 0; start < length;) {
    const newline = text.indexOf('\n', start);
    const contentEnd = newline === -1 ? length : newline;
    const end = newline === -1 ? length : newline + 1;
    let first = start;
    while (first < contentEnd && isSpace(text.charCodeAt(first))) first++;

    if (first < contentEnd && text.charCodeAt(first) !== HASH) {
      if (first > start && open !== undefined) {
        open.segments.push({ start, end: contentEnd });
        if (open.end < start) addTrivia(open.interleaved, text, open.end, start);
        open.end = end;
      } else {
        if (open !== undefined) onLine(open);
        open = { orphan: first > start, start, end, segments: [{ start, end: contentEnd }], interleaved: [] };
      }
    }
    start = end;
  }
  if (open !== undefined) onLine(open);
}

/** The comments and blank lines between logical lines, with those in the order of the text. */
export function withTrivia<L extends Span>(text: string, lines: readonly L[]): (L | Interleaved)[] {
  const nodes: (L | Interleaved)[] = [];
  let end = 0;
  for (const line of lines) {
    if (end < line.start) addTrivia(nodes, text, end, line.start);
    nodes.push(line);
    ({ end } = line);
  }
  if (end < text.length) addTrivia(nodes, text, end, text.length);
  return nodes;
}

/** Adds the physical lines from one offset to another, all of which are comments or blank. */
function addTrivia(nodes: (Span | Interleaved)[], text: string, from: number, to: number): void {
  for (let start = from; start < to;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? to : newline + 1;
    let first = start;
    while (first < end && isSpace(text.charCodeAt(first))) first++;
    const kind = first < end && text.charCodeAt(first) === HASH ? 'comment' : 'blank';
    nodes.push({ kind, start, end } satisfies Interleaved);
    start = end;
  }
}
