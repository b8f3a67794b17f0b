/** What every file of the oracle's tests starts with. */
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
