/** A place in a document as editors count it: both from zero, characters in UTF-16 units. */
export interface LineAndCharacter {
  readonly line: number;
  readonly character: number;
}

/** Offsets of line starts. A line ends at `\n`, as Postfix counts lines; `\r` belongs to the line's text. */
export class LineIndex {
  readonly #starts: Int32Array;

  constructor(
    readonly text: string,
    starts = startsAfterNewlines(text),
  ) {
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset where a line starts; the end of the text for lines beyond the last. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): LineAndCharacter {
    const line = this.lineAt(offset);
    return { line, character: offset - this.startOf(line) };
  }

  offsetAt({ line, character }: LineAndCharacter): number {
    const end = line + 1 < this.lineCount ? this.startOf(line + 1) - 1 : this.text.length;
    return Math.min(this.startOf(line) + character, end);
  }
}

/** Lines as the protocol and its clients count them: a `\r` without a `\n` behind it ends one as well. */
export class EditorLines extends LineIndex {
  #postfix: LineIndex | undefined;

  constructor(text: string) {
    const hasMore = hasLoneReturn(text);
    super(text, hasMore ? startsAfterLineEnds(text) : undefined);
    this.#postfix = hasMore ? undefined : this;
  }

  /** The lines of the same text as Postfix counts them, for what it reads and for numbers that people are told. */
  get postfix(): LineIndex {
    return (this.#postfix ??= new LineIndex(this.text));
  }
}

function startsAfterNewlines(text: string): Int32Array {
  // Each version of a file has one: numbers in one piece are cheap to make and to throw away.
  let starts = new Int32Array(16 + (text.length >> 5));
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (count === starts.length) {
      const more = new Int32Array(2 * count);
      more.set(starts);
      starts = more;
    }
    starts[count++] = at + 1;
  }
  return starts.subarray(0, count);
}

function startsAfterLineEnds(text: string): Int32Array {
  const ends = [...text.matchAll(/\r\n?|\n/g)];
  return Int32Array.from([0, ...ends.map(({ 0: { length }, index }) => index + length)]);
}

function hasLoneReturn(text: string): boolean {
  let at = text.indexOf('\r');
  while (at !== -1 && text[at + 1] === '\n') at = text.indexOf('\r', at + 2);
  return at !== -1;
}
