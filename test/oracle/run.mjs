// Holds the project against real Postfix releases.
//   node test/oracle/run.mjs [diff]     cases, files and some generated files (part of npm test)
//   node test/oracle/run.mjs deep       the same with very many generated files
//   node test/oracle/run.mjs fetch      only fetches the releases and the manual, and says what is there
// Further words choose test files by path; --grep PATTERN chooses tests by title, --files N the number of generated
// files, --seed N another set of them.
// The last line is `N passed, N failed, N skipped`. What apt cannot provide is skipped by name; with CI=true that is a
// failure.
import path from 'node:path';
import { load, root } from '../support/bundle.mjs';
import { matching, parseArguments, runTests, testFiles } from '../support/mocha.mjs';

const { words, options } = parseArguments(process.argv.slice(2));
const modes = ['diff', 'deep', 'fetch'];
const mode = modes.includes(words[0]) ? words.shift() : 'diff';

if (mode === 'fetch') await fetch();
else {
  process.env.ORACLE_FILES = options.files ?? (mode === 'deep' ? '20000' : '500');
  if (options.seed !== undefined) process.env.ORACLE_SEED = options.seed;
  const files = matching(await testFiles('test/oracle'), words);
  await runTests(files, { reporter: 'spec', ...options, timeout: mode === 'deep' ? 3_600_000 : 300_000 });
}

async function fetch() {
  const { fetchReleases, manualFolder } = await load('test/oracle/releases.ts');
  const { found, missing } = await fetchReleases();
  for (const { suite, version, root: folder } of found) {
    console.log(`${suite}: Postfix ${version} in ${path.relative(root, folder)}`);
  }
  for (const { suite, reason } of missing) console.log(`${suite}: skipped: ${reason}`);
  const manual = await manualFolder();
  console.log(manual ? `manual: ${path.relative(root, manual)}` : 'manual: skipped: not reachable');
  const skipped = missing.length + (manual ? 0 : 1);
  console.log(`${found.length + (manual ? 1 : 0)} passed, 0 failed, ${skipped} skipped`);
  process.exitCode = process.env.CI === 'true' && skipped > 0 ? 1 : 0;
}
