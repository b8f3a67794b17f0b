import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import type { Blank, Comment, Interleaved } from './tree';

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
 * Splits a main.cf or master.cf into logical lines, comments and blank lines, in order, as readlline(3) does:
 * a physical line that starts with white space continues the logical line before it, across comments and
 * blank lines; anything else begins a new one. Linear; never throws.
 */
export function scanLogicalLines(
  text: string,
  onLine: (line: ScannedLine) => void,
  onTrivia: (trivia: Comment | Blank) => void,
): void {
  let trivia: Interleaved[] = [];
  let open: OpenLine | undefined;
  const flush = (): void => {
    if (open !== undefined) onLine(open);
    open = undefined;
    if (trivia.length === 0) return;
    for (const node of trivia) onTrivia(node);
    trivia = [];
  };

  const length = text.length;
  for (let start = 0; start < length;) {
    const newline = text.indexOf('\n', start);
    const contentEnd = newline === -1 ? length : newline;
    const end = newline === -1 ? length : newline + 1;
    let first = start;
    while (first < contentEnd && isSpace(text.charCodeAt(first))) first++;

    if (first === contentEnd) {
      trivia.push({ kind: 'blank', start, end });
    } else if (text.charCodeAt(first) === HASH) {
      trivia.push({ kind: 'comment', start, end });
    } else if (first > start && open !== undefined) {
      open.segments.push({ start, end: contentEnd });
      if (trivia.length > 0) {
        open.interleaved.push(...trivia);
        trivia = [];
      }
      open.end = end;
    } else {
      flush();
      open = { orphan: first > start, start, end, segments: [{ start, end: contentEnd }], interleaved: [] };
    }
    start = end;
  }
  flush();
}
