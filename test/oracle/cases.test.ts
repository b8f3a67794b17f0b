/** Every case of `cases/`: we read it as each release reads it. */
import assert from 'node:assert/strict';
import { caseFiles, readCases } from './cases';
import { disagreement, describeComparison, observedCases } from './suite';

await describeComparison('cases', (release, ours) => {
  for (const file of caseFiles()) {
    for (const { title } of readCases(file)) {
      it(`${file}: ${title}`, async () => {
        const found = (await observedCases(release)).find(one => one.file === file && one.title === title);
        assert.ok(found);
        assert.equal(await disagreement(release, ours, found.observed), '');
      });
    }
  }
});
