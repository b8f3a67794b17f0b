/** How long the work is repeated in all, in milliseconds: then V8 has compiled most of it well, on a machine with nothing else to do. */
const budget = 50;
/** How long messages wait for it at most, in milliseconds. */
const slice = 4;

/**
 * Repeats what a keystroke costs right after the first document was shown, in small slices between which messages are handled, so that the
 * first keystrokes find compiled code. Once in the life of a server, and only until somebody types.
 */
export class WarmUp {
  #left = budget;
  #isStarted = false;

  /** Starts, unless it has been done. `work` is what a keystroke costs; it says whether to go on. `clock` counts milliseconds. */
  start(work: () => boolean, clock: () => number): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const step = (): void => {
      const begun = clock();
      let passed = 0;
      while (passed < slice) {
        if (!work()) return;
        passed = clock() - begun;
      }
      this.#left -= passed;
      if (this.#left > 0) setTimeout(step);
    };
    setTimeout(step);
  }
}
