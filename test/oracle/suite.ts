/** What the files of the oracle's tests share. */
import assert from 'node:assert/strict';
import { showConfiguration } from '../../server/src/main/cli/show';
import { caseFiles, readCases } from './cases';
import { differences, describeDifferences } from './compare';
import { hostFacts } from './host';
import { observe, type Directory, type Observed } from './observe';
import { releases, type Release } from './releases';

/**
 * Describes a suite once for each release that can be had; what cannot is one skipped test that says why.
 * To be awaited at the top of a test file: mocha wants to know all tests before it runs any.
 */
export async function describeReleases(
  title: string,
  suite: (this: Mocha.Suite, release: Release) => void,
): Promise<void> {
  const { found, missing } = await releases();
  for (const release of found) {
    describe(`${title}, Postfix ${release.version}`, function () {
      suite.call(this, release);
    });
  }
  for (const { suite: name, reason } of missing) it.skip(`${title}: Postfix of ${name}: ${reason}`);
}

/** The differences between us and a release, as text; empty where there is none. */
export async function disagreement(release: Release, observed: Observed): Promise<string> {
  return describeDifferences(differences(observed, release, await hostFactsOnce(release), showConfiguration));
}

/** Fails with the differences, if there are any. */
export async function assertAgreement(release: Release, observed: Observed | undefined): Promise<void> {
  assert.ok(observed);
  const found = await disagreement(release, observed);
  if (found !== '') assert.fail(found);
}

/** What a release says of each directory of the case files, asked once. */
export function observedCases(
  release: Release,
): Promise<readonly { file: string; title: string; observed: Observed }[]> {
  let answer = asked.get(release);
  if (answer === undefined) asked.set(release, (answer = observeCases(release)));
  return answer;
}

/** One directory. */
export async function observeOne(release: Release, directory: Directory): Promise<Observed> {
  const [observed] = await observe(release, [directory]);
  if (observed === undefined) throw new Error('postconf was not asked');
  return observed;
}

const asked = new Map<Release, ReturnType<typeof observeCases>>();

async function observeCases(
  release: Release,
): Promise<{ file: string; title: string; observed: Observed }[]> {
  const cases = caseFiles().flatMap(file => readCases(file).map(one => ({ file, ...one })));
  const observed = await observe(
    release,
    cases.map(({ directory }) => directory),
  );
  return cases.flatMap(({ file, title }, i) => {
    const one = observed[i];
    return one === undefined ? [] : [{ file, title, observed: one }];
  });
}

const facts = new Map<Release, ReturnType<typeof hostFacts>>();

function hostFactsOnce(release: Release): ReturnType<typeof hostFacts> {
  let answer = facts.get(release);
  if (answer === undefined) facts.set(release, (answer = hostFacts(release)));
  return answer;
}
