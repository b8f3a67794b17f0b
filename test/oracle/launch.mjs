// Bundles test files and runs them in mocha in this process; shared by the oracle's and the wire's launcher.
import { build } from 'esbuild';
import Mocha from 'mocha';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles TypeScript files of this project and returns the paths of the bundles. */
export async function bundle(files, outdir) {
  await rm(path.join(root, outdir), { recursive: true, force: true });
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
  });
  return files.map(file => path.join(root, outdir, file.replace(/\.ts$/, '.mjs')));
}

/** Imports one bundled module. */
export async function load(file, outdir) {
  const [bundled] = await bundle([file], outdir);
  return import(pathToFileURL(bundled).href);
}

/**
 * Runs the test files of a folder whose path contains one of the words (all when none is given), prints the summary
 * as the last line and ends the process. A skipped test fails the run where `CI` is `true`.
 */
export async function runTests(folder, words, options = {}) {
  process.setSourceMapsEnabled(true);
  const files = (await readdir(path.join(root, folder), { recursive: true }))
    .map(entry => `${folder}/${entry.split(path.sep).join('/')}`)
    .filter(file => file.endsWith('.test.ts'))
    .filter(file => words.length === 0 || words.some(word => file.includes(word)))
    .sort();
  const mocha = new Mocha({
    reporter: options.reporter ?? 'spec',
    timeout: Number(options.timeout ?? 60_000),
    ...(options.grep === undefined ? {} : { grep: options.grep }),
  });
  // A folder per run: two runs at the same time do not mix.
  const outdir = `out/${folder}-${process.pid}`;
  try {
    for (const file of await bundle(files, outdir)) mocha.addFile(file);
    await mocha.loadFilesAsync();
    const stats = await new Promise(resolve => {
      const runner = mocha.run(() => resolve(runner.stats));
    });
    const failed = stats.failures > 0 || (stats.passes === 0 && stats.pending === 0);
    const missed = process.env.CI === 'true' && stats.pending > 0;
    console.log(`${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
    process.exitCode = failed || missed ? 1 : 0;
  } finally {
    await rm(path.join(root, outdir), { recursive: true, force: true });
  }
}

/** Splits a command line into words and `--name value` options. */
export function parseArguments(args) {
  const words = [];
  const options = {};
  for (let i = 0; i < args.length; i++) {
    if (args[i].startsWith('--')) options[args[i].slice(2)] = args[++i];
    else words.push(args[i]);
  }
  return { words, options };
}
