import assert from 'node:assert/strict';
import { rules } from '../../server/src/rules/index';
import type { Example, Finding, Rule } from '../../server/src/rules/rule';
import { analyse, unmark } from '../support/example';
import { fixInRounds, type Pair } from '../support/fix-rounds';

/** An example with the marks taken out of both of its files, and what they marked. */
function read(example: Example): { files: Pair; marked: string[] } {
  const main = unmark(example.main);
  const master = example.master === undefined ? undefined : unmark(example.master);
  const marked = [
    ...main.spans.map(span => `main ${span.start}-${span.end}`),
    ...(master?.spans ?? []).map(span => `master ${span.start}-${span.end}`),
  ];
  return { files: { main: main.text, master: master?.text }, marked };
}

function findingsIn(example: Example, { main, master }: Pair): readonly Finding[] {
  return analyse(main, { ...example, ...(master === undefined ? {} : { master }) }).findings;
}

function ownFindings(rule: Rule, findings: readonly Finding[]): Finding[] {
  return findings.filter(finding => finding.rule === rule);
}

describe('every rule', () => {
  it('has an id of its own', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      it('finds exactly what its bad example marks', () => {
        const { files, marked } = read(rule.bad);
        const found = ownFindings(rule, findingsIn(rule.bad, files));
        assert.ok(marked.length > 0, 'the bad example marks nothing');
        assert.deepEqual(
          found.map(({ file, span }) => `${file} ${span.start}-${span.end}`),
          marked,
        );
      });

      it('is silent on its good example, and so is every other rule at warning or above', () => {
        const { files } = read(rule.good);
        const loud = findingsIn(rule.good, files).filter(
          finding => finding.rule === rule || finding.severity === 'error' || finding.severity === 'warning',
        );
        assert.deepEqual(
          loud.map(finding => `${finding.rule.id}: ${finding.message}`),
          [],
        );
      });

      if (rule.fix !== undefined) {
        it('has a fix that turns the bad example into the good one', () => {
          const fixed = fixInRounds(read(rule.bad).files, rule, files => findingsIn(rule.bad, files));
          const good = read(rule.good).files;
          assert.equal(fixed.main, good.main);
          if (good.master !== undefined) assert.equal(fixed.master, good.master);
        });
      }
    });
  }
});
