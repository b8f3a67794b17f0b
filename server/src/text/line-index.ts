/** A place in a document as editors count it: both from zero, characters in UTF-16 units. */
export interface LineAndCharacter {
  readonly line: number;
  readonly character: number;
}

/** Offsets of line starts. A line ends at `\n`, as Postfix counts lines; `\r` belongs to the line's text. */
export class LineIndex {
  readonly #starts: Int32Array;

  constructor(readonly text: string) {
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
    this.#starts = starts.subarray(0, count);
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
