import { noChanges, together, type Changes } from './changes';
import type { Configuration } from './configuration';
import type { Reads } from './reads';

/** What was computed, and what of main.cf was read for it. */
export interface Observed<T> {
  readonly result: T;
  readonly reads: Reads;
}

/** Results that outlive the version of a main.cf in which they were computed, for as long as nothing that they have read is changed. */
export class Kept<K, T> {
  readonly #own = new Map<K, Observed<T>>();
  readonly #earlier: ReadonlyMap<K, Observed<T>>;
  /** What has changed since then. */
  readonly #changes: Changes;

  constructor(earlier?: Kept<K, T>, changes: Changes = noChanges) {
    if (earlier === undefined || earlier.#own.size * 2 >= earlier.#earlier.size) {
      this.#earlier = earlier === undefined ? new Map() : earlier.#own;
      this.#changes = changes;
    } else {
      // Little was asked of that version: the one before knows more.
      this.#earlier = earlier.#earlier;
      this.#changes = together(earlier.#changes, changes);
    }
  }

  /** What is known in a configuration. */
  get(key: K, config: Configuration): Observed<T> | undefined {
    const own = this.#own.get(key);
    if (own !== undefined) return own;
    const earlier = this.#earlier.get(key);
    if (earlier === undefined || !earlier.reads.isWithout(this.#changes, config)) return undefined;
    this.#own.set(key, earlier);
    return earlier;
  }

  set(key: K, observed: Observed<T>): void {
    this.#own.set(key, observed);
  }
}
