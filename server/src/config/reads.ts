import type { Changes } from './changes';
import type { AssignmentTest, Configuration, Derivation } from './configuration';

/**
 * What a computation has read of a main.cf: names whose entries it looked at, whether they are there or not; which assignments pass a test; what
 * is odd in it; or all of it. What it read beside that (master.cf, the release, the machine) is not told.
 */
export class Reads {
  #all = false;
  #oddities = false;
  // Made when there is something in them: most computations read little.
  #names: Set<string> | undefined;
  #tests: Set<AssignmentTest> | undefined;
  /** What larger parts of the computation have read, which others share; with what they compute, where that was empty. */
  #parts: Map<Reads, Derivation | undefined> | undefined;

  addName(name: string): void {
    if (!this.#all) (this.#names ??= new Set()).add(name);
  }

  addTest(test: AssignmentTest): void {
    if (!this.#all) (this.#tests ??= new Set()).add(test);
  }

  addOddities(): void {
    this.#oddities = true;
  }

  addAll(): void {
    this.#all = true;
    this.#names = undefined;
    this.#tests = undefined;
    this.#parts = undefined;
  }

  get isAll(): boolean {
    return this.#all;
  }

  /** Adds what a part of the computation has read. `empty`: what computes it, where that was an empty list: it may well be empty again. */
  add(part: Reads, empty?: Derivation): void {
    if (this.#all) return;
    if (part.#all && empty === undefined) this.addAll();
    else if (part.#isSmall) {
      if (part.#names !== undefined) for (const name of part.#names) this.addName(name);
    } else (this.#parts ??= new Map()).set(part, empty);
  }

  /** Whether it is a few names: those are copied sooner than they are looked for in a part. */
  get #isSmall(): boolean {
    return (
      !this.#all &&
      (this.#names?.size ?? 0) <= 3 &&
      !this.#oddities &&
      this.#tests === undefined &&
      this.#parts === undefined
    );
  }

  /** Whether the computation has read nothing of what has changed up to a configuration, so that its result there is the same. */
  isWithout(changes: Changes, config: Configuration): boolean {
    const { names, tests, oddities } = changes;
    if (this.#all || (oddities && this.#oddities)) return false;
    // Counted, because this is asked of a hundred rules with each keystroke.
    if (this.#names !== undefined) {
      for (let at = 0; at < names.length; at++) if (this.#names.has(names[at] as string)) return false;
    }
    if (this.#tests !== undefined) {
      for (let at = 0; at < tests.length; at++)
        if (this.#tests.has(tests[at] as AssignmentTest)) return false;
    }
    if (this.#parts === undefined) return true;
    for (const [part, compute] of this.#parts) {
      if (part.isWithout(changes, config)) continue;
      if (compute === undefined || !isEmpty(config.derived(compute))) return false;
    }
    return true;
  }
}

/** Whether a result says nothing but that there is nothing. */
export function isEmpty(result: unknown): boolean {
  return Array.isArray(result) ? result.length === 0 : result instanceof Map && result.size === 0;
}
