import { firstIndex } from '../text/search';
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
   * Takes over those of an earlier version, where only the entries that are not the same take the tests again. Returns the tests that one of those
   * passes, or passed.
   */
  takeOver(
    earlier: Selections,
    { head, before, after }: Alignment,
    passes: (test: AssignmentTest, index: number) => boolean,
  ): readonly AssignmentTest[] {
    const touched: AssignmentTest[] = [];
    for (const [test, selection] of earlier.#selections) {
      const brought: number[] = [];
      for (let at = head; at < after; at++) if (passes(test, at)) brought.push(at);
      const { main } = selection;
      const first = firstIndex(main.length, at => (main[at] as number) >= head);
      const next = firstIndex(main.length, at => (main[at] as number) >= before);
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
