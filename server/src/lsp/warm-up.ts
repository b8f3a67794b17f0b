/**
 * How often the work is done beforehand: V8 compiles a function when it is first called, and watches it from a later call on. More rounds
 * would set its optimizing compiler to work while somebody begins to type.
 */
const rounds = 4;
/** A document that takes longer than this is left alone; in milliseconds. */
const longestRound = 20;

/**
 * Repeats what a keystroke costs a few times right after the first document was shown, in small slices between which
 * messages are handled, so that the first keystrokes find compiled code. Once in the life of a server.
 */
export class WarmUp {
  #left = rounds;

  /** Starts, unless it has been done. `work` is what a keystroke costs; `clock` counts milliseconds. */
  start(work: () => void, clock: () => number): void {
    if (this.#left < rounds) return;
    this.#left--;
    const step = (): void => {
      if (this.#left-- <= 0) return;
      const before = clock();
      work();
      if (clock() - before < longestRound) setTimeout(step);
    };
    setTimeout(step);
  }
}
