import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';

/**
 * Text that Postfix sees as one string although it stands in several pieces of the file. Offsets into
 * `text` are *logical*; `toFile` turns a logical span into the file's.
 */
export class LogicalText {
  private constructor(
    readonly text: string,
    /** File offset of the first unit; for an empty value the place where one would be typed. */
    readonly start: number,
    /** For values of several lines: logical and file offset of each piece. Undefined for one piece. */
    private readonly pieces: readonly Piece[] | undefined,
  ) {}

  /** Text that stands in one piece at `start`. */
  static at(text: string, start: number): LogicalText {
    return new LogicalText(text, start, undefined);
  }

  /**
   * What follows file offset `from` in the given pieces, trimmed at both ends, up to (not including) `nul`.
   * `from` lies inside one of the segments or at its end.
   */
  static after(
    source: string,
    segments: readonly Span[],
    from: number,
    nul: number | undefined,
  ): LogicalText {
    let start = from;
    let index = 0;
    // The first unit that is not white space, in whichever segment it stands.
    for (; index < segments.length; index++) {
      const segment = segments[index] as Span;
      if (segment.end < from) continue;
      start = Math.max(segment.start, from);
      while (start < segment.end && isSpace(source.charCodeAt(start))) start++;
      if (start < segment.end) break;
    }
    if (index === segments.length || (nul !== undefined && start >= nul)) {
      return new LogicalText('', placeForValue(source, segments, from), undefined);
    }
    let last = segments.length - 1;
    let end = start;
    for (; last >= index; last--) {
      const segment = segments[last] as Span;
      if (nul !== undefined && segment.start >= nul) continue;
      end = nul === undefined ? segment.end : Math.min(segment.end, nul);
      const floor = last === index ? start : segment.start;
      while (end > floor && isSpace(source.charCodeAt(end - 1))) end--;
      if (end > floor) break;
    }
    if (last === index) return new LogicalText(source.slice(start, end), start, undefined);

    const pieces: Piece[] = [];
    let text = '';
    for (let i = index; i <= last; i++) {
      const segment = segments[i] as Span;
      const pieceStart = i === index ? start : segment.start;
      const pieceEnd = i === last ? end : segment.end;
      pieces.push({ logical: text.length, file: pieceStart, length: pieceEnd - pieceStart });
      text += source.slice(pieceStart, pieceEnd);
    }
    return new LogicalText(text, start, pieces);
  }

  /** File offset of the end: after the last unit. */
  get end(): number {
    return this.toFileEnd(this.text.length);
  }

  /** The whole value in the file; of a value over several lines it also covers what stands between them. */
  get span(): Span {
    return { start: this.start, end: this.end };
  }

  /** The pieces in the file, in order: one for each physical line that has a part of the text. */
  get fileSpans(): readonly Span[] {
    if (this.pieces === undefined) return [this.span];
    return this.pieces.map(({ file, length }) => ({ start: file, end: file + length }));
  }

  get isMultiline(): boolean {
    return this.pieces !== undefined;
  }

  /** File offset of the unit at a logical offset. */
  toFileStart(logical: number): number {
    if (this.pieces === undefined) return this.start + logical;
    const piece = this.pieces[this.#pieceAt(this.pieces, logical)] as Piece;
    return piece.file + (logical - piece.logical);
  }

  /** The last piece that starts at or before a logical offset. */
  #pieceAt(pieces: readonly Piece[], logical: number): number {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((pieces[middle] as Piece).logical <= logical) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** File offset after the unit before a logical offset: the end of an item, on the item's own line. */
  toFileEnd(logical: number): number {
    if (this.pieces === undefined || logical === 0)
      return this.start + (this.pieces === undefined ? logical : 0);
    return this.toFileStart(logical - 1) + 1;
  }

  toFile(logical: Span): Span {
    const start = this.toFileStart(logical.start);
    return { start, end: logical.end > logical.start ? this.toFileEnd(logical.end) : start };
  }

  /** Part of this text, with its own logical offsets from 0. */
  slice(start: number, end: number): LogicalText {
    const text = this.text.slice(start, end);
    if (this.pieces === undefined) return new LogicalText(text, this.start + start, undefined);
    const pieces: Piece[] = [];
    for (let i = this.#pieceAt(this.pieces, start); i < this.pieces.length; i++) {
      const piece = this.pieces[i] as Piece;
      const from = Math.max(piece.logical, start);
      const to = Math.min(piece.logical + piece.length, end);
      if (from < to) {
        pieces.push({ logical: from - start, file: piece.file + (from - piece.logical), length: to - from });
      }
      if (piece.logical >= end) break;
    }
    const [first] = pieces;
    if (pieces.length <= 1) return new LogicalText(text, first?.file ?? this.toFileStart(start), undefined);
    return new LogicalText(text, (first as Piece).file, pieces);
  }

  /** The logical offset of a file offset; undefined where the offset is not in this text. */
  toLogical(file: number): number | undefined {
    if (this.pieces === undefined) {
      const logical = file - this.start;
      return logical >= 0 && logical <= this.text.length ? logical : undefined;
    }
    const piece = this.pieces.find(({ file: start, length }) => file >= start && file <= start + length);
    return piece === undefined ? undefined : piece.logical + (file - piece.file);
  }
}

interface Piece {
  readonly logical: number;
  readonly file: number;
  readonly length: number;
}

/** Where an empty value would be typed: after `=` and one blank, if there is one. */
function placeForValue(source: string, segments: readonly Span[], from: number): number {
  const first = segments.find(segment => segment.end >= from);
  const blank = source.charCodeAt(from) === 32 && first !== undefined && from < first.end;
  return blank ? from + 1 : from;
}
