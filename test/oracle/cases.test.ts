/** Every case of `cases/`: we read it as each release reads it. */
import { caseFiles, readCases } from './cases';
import { assertAgreement, describeReleases, observedCases } from './suite';

await describeReleases('cases', release => {
  for (const file of caseFiles()) {
    for (const { title } of readCases(file)) {
      it(`${file}: ${title}`, async () => {
        const found = (await observedCases(release)).find(one => one.file === file && one.title === title);
        await assertAgreement(release, found?.observed);
      });
    }
  }
});
