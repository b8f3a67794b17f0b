import assert from 'node:assert/strict';
import { rules } from '../../server/src/rules/index';
import type { Example, Finding, Rule } from '../../server/src/rules/rule';
import { applyEdits } from '../../server/src/text/edit';
import { analyse, unmark } from '../support/example';

/** The findings of an example with the marks taken out of both of its files. */
function findingsIn(example: Example): { findings: readonly Finding[]; main: string; expected: string[] } {
  const main = unmark(example.main);
  const master = example.master === undefined ? undefined : unmark(example.master);
  const analysis = analyse(main.text, {
    ...example,
    ...(master === undefined ? {} : { master: master.text }),
  });
  const expected = [
    ...main.spans.map(span => `main ${span.start}-${span.end}`),
    ...(master?.spans ?? []).map(span => `master ${span.start}-${span.end}`),
  ];
  return { findings: analysis.findings, main: main.text, expected };
}

function ownFindings(rule: Rule, findings: readonly Finding[]): Finding[] {
  return findings.filter(finding => finding.rule === rule);
}

describe('every rule', () => {
  for (const rule of rules) {
    describe(rule.id, () => {
      it('finds exactly what its bad example marks', () => {
        const { findings, expected } = findingsIn(rule.bad);
        const found = ownFindings(rule, findings).map(
          ({ file, span }) => `${file} ${span.start}-${span.end}`,
        );
        assert.ok(expected.length > 0, 'the bad example marks nothing');
        assert.deepEqual(found, expected);
      });

      it('is silent on its good example, and so is every other rule at warning or above', () => {
        const { findings } = findingsIn(rule.good);
        assert.deepEqual(
          ownFindings(rule, findings).map(finding => finding.message),
          [],
        );
        const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
        assert.deepEqual(
          loud.map(finding => `${finding.rule.id}: ${finding.message}`),
          [],
        );
      });

      if (rule.fix !== undefined) {
        it('has a fix that turns the bad example into the good one', () => {
          let { findings, main } = findingsIn(rule.bad);
          // Each round applies the best fix of the first finding, as a person would.
          for (let round = 0; round < 10; round++) {
            const fix = ownFindings(rule, findings).find(finding => finding.fixes?.[0] !== undefined)
              ?.fixes?.[0];
            if (fix === undefined) break;
            const edits = fix.edits().filter(edit => edit.file !== 'master');
            main = applyEdits(main, edits);
            findings = findingsIn({ ...rule.bad, main }).findings;
          }
          assert.equal(main, unmark(rule.good.main).text);
        });
      }
    });
  }
});
