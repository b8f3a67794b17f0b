/** After a fix, a real postconf reads what we say it reads; after a safe one, what it read before. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compatibleFixes, fixAll } from '../../server/src/features/fix';
import { rules } from '../../server/src/rules/index';
import { applyEdits } from '../../server/src/text/edit';
import { analyse } from '../support/example';
import { mistakenFiles } from '../support/generated-files';
import { commonMaster } from './cases';
import { observe, type Directory, type Observed } from './observe';
import type { Release } from './releases';
import { describeReleases, disagreement } from './suite';

const count = Math.ceil(Number(process.env.ORACLE_FILES ?? 500) / 5);
const seed = Number(process.env.ORACLE_SEED ?? Date.now() % 1_000_000);

await describeReleases('files with mistakes', release => {
  it(`${count} of them, fixed (seed ${seed})`, async () => {
    const trials = fc
      .sample(fc.tuple(mistakenFiles(rules), fc.nat()), { seed, numRuns: count })
      .map(([{ main }, choice]) => fixInTwoWays(release, main, choice));
    const observed = await observe(
      release,
      trials.flatMap(({ before, safe, one }) => [before, safe, one].map(directory)),
    );
    const wrong: string[] = [];
    for (const [i, { before, safe, one, id }] of trials.entries()) {
      const [read, readSafe, readOne] = observed.slice(3 * i, 3 * i + 3) as [Observed, Observed, Observed];
      if (safe !== before) {
        const changes = valuesThatDiffer(read, readSafe);
        if (changes.length > 0)
          wrong.push(`safe fixes change ${changes.join(', ')}:\n${before}--- to\n${safe}`);
      }
      // Where we read the file itself differently (see exceptions.ts), a fix cannot change that.
      if (one !== before && (await disagreement(release, read)) === '') {
        const difference = await disagreement(release, readOne);
        if (difference !== '') wrong.push(`after the fix of ${id}:\n${one}---\n${difference}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});

/** The file with all safe fixes, and with one fix of any kind. */
function fixInTwoWays(release: Release, before: string, choice: number) {
  const analysis = analyse(before, { postfix: release.version, master: commonMaster });
  const { fixes } = compatibleFixes(analysis, { unsafe: true });
  const chosen = fixes[choice % Math.max(1, fixes.length)];
  return {
    before,
    safe: fixAll(analysis).text,
    one: chosen === undefined ? before : applyEdits(before, chosen.fix.edits()),
    id: chosen?.finding.rule.id,
  };
}

function directory(main: string): Directory {
  return { files: { 'main.cf': Buffer.from(main), 'master.cf': Buffer.from(commonMaster) } };
}

/** Names that both runs list with different values. What a safe fix takes out is not listed any more. */
function valuesThatDiffer(before: Observed, after: Observed): string[] {
  if (before.expanded.status !== 0 || after.expanded.status !== 0) {
    return before.expanded.status === after.expanded.status ? [] : ['whether postconf can read the file'];
  }
  const was = valuesOf(before);
  return [...valuesOf(after)].flatMap(([name, value]) => {
    const old = was.get(name);
    // Each directory has a path of its own, and a bind address means the same with and without brackets.
    if (name === 'config_directory' || /_bind_address6?$/.test(name)) return [];
    return old === undefined || old === value ? [] : [`${name} from ${old} to ${value}`];
  });
}

function valuesOf({ expanded }: Observed): Map<string, string> {
  return new Map(
    expanded.lines.map(line => {
      const equals = line.indexOf(' =');
      return [line.slice(0, equals), line.slice(equals + 2).trim()];
    }),
  );
}
