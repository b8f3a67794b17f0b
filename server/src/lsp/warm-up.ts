import type { Analysis } from '../features/analysis';
import { completion, type CompletionOptions } from '../features/completion';
import { diagnostics } from '../features/diagnostics';
import { formatDocument } from '../features/formatting';
import { outline } from '../features/outline';
import { semanticTokens } from '../features/semantic-tokens';

/** How long the work is repeated in all, in milliseconds: then V8 has compiled most of it well, on a machine with nothing else to do. */
const budget = 400;
/** As long as that only for a file of this length, in UTF-16 units. With a short one nobody waits anyway, and compiled code takes memory. */
const longFile = 40_000;
/** How long messages wait for it at most, in milliseconds, unless one task takes longer. */
const slice = 2;
/** How long after an answer it begins, in milliseconds: what was answered is on its way then. */
const patience = 3;
/** How much of it is done between two keystrokes, in milliseconds: the next one should not have to wait, nor cost much more than it has to. */
const pause = 4;

/**
 * Repeats what keystrokes cost after the first document was shown, and in the pauses between the first keystrokes, in small slices between which
 * messages are handled: the next keystrokes find compiled code. Once in the life of a server, and never while somebody waits.
 */
export class WarmUp {
  #spent = 0;
  #turn: readonly (() => void)[] = [];
  #next = 0;
  /** Counts the starts: a later one ends what an earlier one began. */
  #starts = 0;

  /** `clock` counts milliseconds; `afterMessages` does something when the messages that are there have been handled. */
  constructor(
    readonly clock: () => number,
    readonly afterMessages: (work: () => void) => void,
  ) {}

  /**
   * Goes on with the tasks, in turn, for as long as there is time left and `goesOn` says so. `length` is that of the file, in UTF-16 units.
   */
  start(tasks: () => readonly (() => void)[], goesOn: () => boolean, length: number): void {
    const start = ++this.#starts;
    const unspent = budget * Math.min(1, length / longFile) - this.#spent;
    let left = start === 1 ? unspent : Math.min(unspent, pause);
    if (left <= 0) {
      this.#turn = [];
      return;
    }
    const step = (): void => {
      const begun = this.clock();
      let passed = 0;
      while (passed < slice) {
        if (start !== this.#starts || !goesOn()) return;
        if (this.#next >= this.#turn.length) [this.#turn, this.#next] = [tasks(), 0];
        this.#turn[this.#next++]?.();
        passed = this.clock() - begun;
      }
      this.#spent += passed;
      left -= passed;
      if (left > 0) this.afterMessages(step);
    };
    setTimeout(step, patience);
  }
}

/** As much of a file as teaches V8 what there is to learn, in UTF-16 units. */
const sample = 30_000;

/** Beginnings of lines, each of another kind. */
const begun = ['smtpd_recipient_restrictions = rej', 'myorigin = $my', 'smtp_tls_security_level = m', 'smtp'];

/**
 * What a keystroke in the middle of a document costs, in small pieces. Each makes its own version of the document, so that none lives for longer
 * than its piece: what outlives a few of them takes memory until all of it is looked through.
 */
export function keystrokeTasks(analysis: Analysis, options: CompletionOptions): (() => void)[] {
  const text = analysis.text.slice(0, sample);
  const at = Math.max(0, text.indexOf(' =', text.length / 2));
  const typed = (): Analysis => analysis.withText(`${text.slice(0, at)}x${text.slice(at)}`);
  const complete = (asked: Analysis, offset: number): void =>
    void completion(asked, asked.lines.positionAt(offset), options);
  return [
    // All rules, those included that need not run for this keystroke.
    () => void diagnostics(analysis.withText(text, { anew: true })),
    () => void diagnostics(typed()),
    () => void semanticTokens(typed()),
    () => void outline(typed()),
    () => void formatDocument(typed()),
    () => complete(typed(), at + 1),
    ...begun.map(line => () => {
      const asked = analysis.withText(`${text}\n${line}`);
      complete(asked, asked.text.length);
    }),
  ];
}
