/** How often the work is done beforehand: about as often as V8 wants to see code before it compiles it well. */
const rounds = 40;
/** A document that takes longer than this is left alone; in milliseconds. */
const longestRound = 20;

/**
 * Repeats what a keystroke costs a few dozen times right after the first document was shown, in small slices between which
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
