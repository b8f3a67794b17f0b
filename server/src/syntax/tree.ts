import type { Span } from '../text/span';
import { LogicalText } from './logical-text';

/**
 * The lossless tree of a main.cf. Every physical line belongs to exactly one node, in order, and the
 * nodes' spans join without gaps: concatenating them gives the file back. A line's span includes its `\n`.
 *
 * Source of the reading rules: Postfix's readlline(3), split_nameval(3) and dict(3).
 */
export interface MainCf {
  readonly text: string;
  /** The logical lines alone, without comments and blank lines, which are most of many files. */
  readonly lines: readonly Line[];
  /** Everything; made when first asked for. */
  readonly nodes: readonly Node[];
}

export type Line = Entry | Malformed | Orphan;

export type Node = Interleaved | Line;

/** A line whose first non-blank character is `#`, outside of any entry. */
export interface Comment extends Span {
  readonly kind: 'comment';
}

/** A line of nothing but white space, outside of any entry. */
export interface Blank extends Span {
  readonly kind: 'blank';
}

/** A comment or blank line between an entry's first line and its last continuation line. */
export type Interleaved = Comment | Blank;

/** What all logical lines have: one or more physical lines, with comments and blanks between them. */
interface LogicalLine extends Span {
  /** The text of each physical line that counts, without its `\n`. Postfix joins them as they are. */
  readonly segments: readonly Span[];
  readonly interleaved: readonly Interleaved[];
}

/**
 * A logical line that Postfix cannot use. `missing-equals`: no `=`, or words before it (fatal for every
 * program); `missing-name`: nothing before the `=` (fatal from 3.4).
 */
export interface Malformed extends LogicalLine {
  readonly kind: 'malformed';
  readonly reason: 'missing-equals' | 'missing-name';
}

/** Indented lines with no logical line before them: Postfix drops them with a warning. */
export interface Orphan extends LogicalLine {
  readonly kind: 'orphan';
}

/** `name = value`, over one or more physical lines. */
export class Entry implements LogicalLine {
  readonly kind = 'entry';
  #value: LogicalText | undefined;

  constructor(
    readonly source: string,
    readonly start: number,
    readonly end: number,
    readonly segments: readonly Span[],
    readonly interleaved: readonly Interleaved[],
    readonly name: string,
    readonly nameSpan: Span,
    /** Offset of the `=`. */
    readonly equals: number,
    /** Where the logical line is cut by a NUL byte, as C strings are. */
    readonly nul: number | undefined,
  ) {}

  /**
   * The value as Postfix reads it: the physical lines joined, white space trimmed at both ends, white
   * space inside kept. Its spans map back to the file.
   */
  get value(): LogicalText {
    return (this.#value ??= LogicalText.after(this.source, this.segments, this.equals + 1, this.nul));
  }
}

/** The logical text of a malformed line, for messages. */
export function logicalLineText(source: string, line: Malformed | Orphan): string {
  return line.segments.map(segment => source.slice(segment.start, segment.end)).join('');
}
