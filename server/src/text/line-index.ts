/** A place in a document as editors count it: both from zero, characters in UTF-16 units. */
export interface LineAndCharacter {
  readonly line: number;
  readonly character: number;
}

/** Offsets of line starts. A line ends at `\n`, as Postfix counts lines; `\r` belongs to the line's text. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
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
