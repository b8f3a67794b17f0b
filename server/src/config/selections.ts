import type { Alignment } from './alignment';
import type { Assignment, AssignmentTest } from './configuration';

/** The assignments that pass a test. */
interface Selection {
  /** Those of main.cf, by the indices of their entries, in order. */
  readonly main: readonly number[];
  /** Those of master.cf. */
  readonly overrides: readonly Assignment[];
}

/** Which assignments pass which test, as far as somebody has asked. */
export class Selections {
  readonly #selections = new Map<AssignmentTest, Selection>();

  /** `count`: how many of the assignments are entries of main.cf; `passes`: the test, taken by an assignment. */
  of(
    test: AssignmentTest,
    assignments: readonly Assignment[],
    count: number,
    passes: (assignment: Assignment) => boolean,
  ): readonly Assignment[] {
    let selection = this.#selections.get(test);
    if (selection === undefined) {
      const main: number[] = [];
      for (let at = 0; at < count; at++) if (passes(assignments[at] as Assignment)) main.push(at);
      selection = { main, overrides: assignments.slice(count).filter(passes) };
      this.#selections.set(test, selection);
    }
    return [...selection.main.map(at => assignments[at] as Assignment), ...selection.overrides];
  }

  /**
   * Takes over those of an earlier version, where only the entries between `head` and `tail` take the tests again. `before` and `after` say how
   * many entries the versions have. Returns the tests that one of the entries between passes, or passed.
   */
  takeOver(
    earlier: Selections,
    { head, tail }: Alignment,
    [before, after]: readonly [before: number, after: number],
    passes: (test: AssignmentTest, index: number) => boolean,
  ): readonly AssignmentTest[] {
    const touched: AssignmentTest[] = [];
    for (const [test, selection] of earlier.#selections) {
      const brought: number[] = [];
      for (let at = head; at < after - tail; at++) if (passes(test, at)) brought.push(at);
      const { main } = selection;
      const first = firstFrom(main, head);
      const next = firstFrom(main, before - tail);
      if (first < next || brought.length > 0) touched.push(test);
      else if (before === after) {
        this.#selections.set(test, selection);
        continue;
      }
      const moved = main.slice(next).map(at => at + after - before);
      this.#selections.set(test, { ...selection, main: [...main.slice(0, first), ...brought, ...moved] });
    }
    return touched;
  }
}

/** The index of the first number from a given one on, among numbers in order; their count where there is none. */
function firstFrom(numbers: readonly number[], from: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
