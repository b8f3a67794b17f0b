/** Findings that take no longer are sent for every version of a document, in milliseconds. */
const quick = 4;
/** How long others wait for more typing, at most, in milliseconds. */
const longestWait = 100;

/**
 * Has findings sent that nobody asks for: when what the client did ask for is answered. Those that take long also wait for a pause in the typing:
 * found for each letter that is typed into a long file, they would hold up the answers to the next ones.
 */
export class Publisher {
  readonly #due = new Set<string>();
  /** How long they took the last time, in milliseconds. */
  #taken = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** Finds and sends those of a document. */
    readonly send: (uri: string) => void,
    readonly afterAnswers: (work: () => void) => void,
    /** Counts milliseconds. */
    readonly clock: () => number,
  ) {}

  /** A document whose findings may be others now. */
  add(uri: string): void {
    const isFirst = this.#due.size === 0;
    this.#due.add(uri);
    if (this.#taken > quick) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#sendDue(), Math.min(quick + this.#taken / 5, longestWait));
    } else if (isFirst) this.afterAnswers(() => this.#sendDue());
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #sendDue(): void {
    const uris = [...this.#due];
    this.#due.clear();
    if (uris.length === 0) return;
    const begun = this.clock();
    for (const uri of uris) this.send(uri);
    this.#taken = this.clock() - begun;
  }
}
