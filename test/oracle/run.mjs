// Holds the project against real Postfix releases.
//   node test/oracle/run.mjs [diff]     cases, files and some generated files (part of npm test)
//   node test/oracle/run.mjs deep       the same with very many generated files
//   node test/oracle/run.mjs fetch      only fetches the releases and the manual, and says what is there
// Further words choose test files by path; --grep PATTERN chooses tests by title, --files N the number of generated
// files, --seed N another set of them.
// The last line is `N passed, N failed, N skipped`. What apt cannot provide is skipped by name; with CI=true that is a
// failure.
import { load, parseArguments, root, runTests } from './launch.mjs';
import { rm } from 'node:fs/promises';
import path from 'node:path';

const { words, options } = parseArguments(process.argv.slice(2));
const modes = ['diff', 'deep', 'fetch'];
const mode = modes.includes(words[0]) ? words.shift() : 'diff';

if (mode === 'fetch') await fetch();
else {
  process.env.ORACLE_FILES = options.files ?? (mode === 'deep' ? '20000' : '500');
  if (options.seed !== undefined) process.env.ORACLE_SEED = options.seed;
  await runTests('test/oracle', words, { ...options, timeout: mode === 'deep' ? 3_600_000 : 300_000 });
}

async function fetch() {
  const outdir = `out/test/oracle-fetch-${process.pid}`;
  try {
    const { fetchReleases, manualFolder } = await load('test/oracle/releases.ts', outdir);
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
  } finally {
    await rm(path.join(root, outdir), { recursive: true, force: true });
  }
}
