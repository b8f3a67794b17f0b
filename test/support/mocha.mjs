// Bundles test files written in TypeScript and runs them in mocha, in this process.
import { build } from 'esbuild';
import Mocha from 'mocha';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startCoverage } from './coverage.mjs';
import { summary } from './summary.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The test files under test/, as paths from the root; those of folders with launchers of their own included. */
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

/**
 * Bundles the files and runs them; prints the counts as the last line. Options: `grep`, `timeout` (milliseconds),
 * `coverage` (whether too little of it is a failure).
 */
export async function runTests(files, options = {}) {
  if (files.length === 0) throw new Error('no test file matches');
  process.setSourceMapsEnabled(true);
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
  } finally {
    await rm(path.join(root, outdir), { recursive: true, force: true });
  }
}

async function bundle(files, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir,
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
    define: { 'process.env.PROJECT_ROOT': JSON.stringify(root) },
    plugins: [{ name: 'launchers', setup: keepLaunchers }],
  });
  return files.map(file => path.join(root, outdir, file.replace(/\.ts$/, '.mjs')));
}

/** Plain modules (.mjs) stay where they are: they find files beside themselves. */
function keepLaunchers({ onResolve }) {
  onResolve({ filter: /^\..*\.mjs$/ }, ({ path: file, resolveDir }) => ({
    path: pathToFileURL(path.resolve(resolveDir, file)).href,
    external: true,
  }));
}
