import type { Finding, Rule } from '../../server/src/rules/rule';
import { applyEdits } from '../../server/src/text/edit';

export interface Pair {
  readonly main: string;
  readonly master: string | undefined;
}

/** Applies the best fix of a rule's first finding that has one, again and again, as a person would. */
export function fixInRounds(files: Pair, rule: Rule, findingsIn: (files: Pair) => readonly Finding[]): Pair {
  for (let round = 0; round < 20; round++) {
    const finding = findingsIn(files).find(
      candidate => candidate.rule === rule && candidate.fixes?.[0] !== undefined,
    );
    if (finding === undefined) break;
    const edits = finding.fixes?.[0]?.edits() ?? [];
    const inMain = edits.filter(edit => (edit.file ?? finding.file) === 'main');
    const inMaster = edits.filter(edit => (edit.file ?? finding.file) === 'master');
    files = {
      main: applyEdits(files.main, inMain),
      master: files.master === undefined ? undefined : applyEdits(files.master, inMaster),
    };
  }
  return files;
}
