// Bundles test files written in TypeScript and runs them in mocha, in this process.
import fc from 'fast-check';
import Mocha from 'mocha';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bundle, root } from './bundle.mjs';
import { startCoverage } from './coverage.mjs';
import { summary } from './summary.mjs';

/** The test files in a folder, as paths from the root; those of folders with launchers of their own included. */
export async function testFiles(folder = 'test') {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const files = entries.map(async entry => {
    const file = `${folder}/${entry.name}`;
    // What an editor under test writes into .run can be anything, a link back to here included.
    if (entry.isDirectory()) return /^(\.|node_modules$)/.test(entry.name) ? [] : testFiles(file);
    return entry.name.endsWith('.test.ts') ? [file] : [];
  });
  return (await Promise.all(files)).flat().sort();
}

/** Those whose path contains one of the words; all when none is given. */
export function matching(files, words) {
  return words.length === 0 ? files : files.filter(file => words.some(word => file.includes(word)));
}

/** Splits a command line into words, `--name value` options and `--flag`s. */
export function parseArguments(args, flags = []) {
  const words = [];
  const options = {};
  for (let i = 0; i < args.length; i++) {
    const name = args[i].startsWith('--') ? args[i].slice(2) : undefined;
    if (name === undefined) words.push(args[i]);
    else options[name] = flags.includes(name) ? true : args[++i];
  }
  return { words, options };
}

/**
 * Bundles the files and runs them; prints the counts as the last line. Options: `grep`, `timeout` (milliseconds),
 * `reporter`, `coverage` (whether too little of it is a failure). A skipped test fails the run where `CI` is `true`.
 */
export async function runTests(files, options = {}) {
  if (files.length === 0) throw new Error('no test file matches');
  process.setSourceMapsEnabled(true);
  // Generated cases are the same in each run, so that what passes here passes there. SEED= tries others; so does DEEP=1.
  const seed = process.env.SEED ?? (process.env.DEEP === '1' ? undefined : '1');
  if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
  const mocha = new Mocha({
    reporter: options.reporter ?? (process.env.CI ? 'spec' : 'dot'),
    timeout: Number(options.timeout ?? 5_000),
    ...(options.grep === undefined ? {} : { grep: options.grep }),
  });
  // A folder per run: two runs at the same time do not mix.
  const outdir = `out/test-${process.pid}`;
  try {
    for (const file of await bundle(files, outdir)) mocha.addFile(file);
    const finishCoverage = options.coverage ? await startCoverage() : () => [];
    await mocha.loadFilesAsync();
    const { passes, failures, pending } = await new Promise(resolve => {
      const runner = mocha.run(() => resolve(runner.stats));
    });
    const uncovered = await finishCoverage(path.join(root, outdir));
    summary({ passed: passes, failed: failures + uncovered.length, skipped: pending });
    if (process.env.CI === 'true' && pending > 0) process.exitCode = 1;
  } finally {
    await rm(path.join(root, outdir), { recursive: true, force: true });
  }
}
