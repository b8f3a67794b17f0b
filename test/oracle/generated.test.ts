/** Generated files; a failing one is shrunk to what matters. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeDirectory, readableDirectory, unreadableDirectory } from './generate';
import { observe, type Directory } from './observe';
import { defaultsOf, releases, type Release } from './releases';
import { assertAgreement, describeReleases, disagreement, observeOne } from './suite';

const count = Number(process.env.ORACLE_FILES ?? 500);
const seed = Number(process.env.ORACLE_SEED ?? Date.now() % 1_000_000);
const chunk = 500;

await describeReleases('generated files', release => {
  it(`${count} files that Postfix reads (seed ${seed})`, async () => {
    await holds(release, readableDirectory(release, await allNames()), count);
  });
  // Each of these takes Postfix a second of sleep.
  it(`${Math.ceil(count / 10)} files that it does not read (seed ${seed})`, async () => {
    await holds(release, unreadableDirectory(release, await allNames()), Math.ceil(count / 10));
  });
});

/** Compares in batches; only a file that fails is generated again, on the way that shrinks. */
async function holds(release: Release, directories: fc.Arbitrary<Directory>, runs: number): Promise<void> {
  for (let start = 0; start < runs; start += chunk) {
    const numRuns = Math.min(chunk, runs - start);
    const sample = fc.sample(directories, { seed: seed + start, numRuns });
    for (const [i, observed] of (await observe(release, sample)).entries()) {
      if ((await disagreement(release, observed)) !== '') {
        await reportSmallest(release, directories, seed + start, i);
      }
    }
  }
}

async function reportSmallest(
  release: Release,
  directories: fc.Arbitrary<Directory>,
  batchSeed: number,
  index: number,
): Promise<void> {
  const property = fc.asyncProperty(directories, async directory => {
    await assertAgreement(release, await observeOne(release, directory));
  });
  const details = await fc.check(property, {
    seed: batchSeed,
    path: String(index),
    interruptAfterTimeLimit: 60_000,
  });
  const smallest = details.counterexample?.[0];
  assert.ok(smallest, `file ${index} of seed ${batchSeed} differs once and not again`);
  const shown = await disagreement(release, await observeOne(release, smallest));
  assert.fail(
    `file ${index} of seed ${batchSeed}, after ${details.numShrinks} steps:\n${describeDirectory(smallest)}\n${shown}`,
  );
}

let names: Promise<string[]> | undefined;

/** Every parameter of any release at hand. */
function allNames(): Promise<string[]> {
  return (names ??= releases().then(async ({ found }) => {
    const lists = await Promise.all(found.map(release => defaultsOf(release)));
    return [...new Set(lists.flatMap(list => [...list.keys()]))].sort();
  }));
}
