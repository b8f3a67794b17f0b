// Bundles the tests whose path contains one of the given words (all when none is given) and runs them in mocha.
//   node test/support/unit.mjs [WORD …] [--grep PATTERN] [--timeout MS]
// The suites that need a real editor or a real Postfix have launchers of their own and are not taken up here.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ownLaunchers = ['test/editor/', 'test/oracle/', 'test/wire/', 'test/bench/'];

const words = [];
const mochaOptions = [];
for (let i = 2; i < process.argv.length; i++) {
  const argument = process.argv[i];
  if (argument.startsWith('--')) mochaOptions.push(argument, process.argv[++i]);
  else words.push(argument);
}

async function testFiles() {
  const entries = await readdir(path.join(root, 'test'), { recursive: true });
  return entries
    .map(entry => `test/${entry.split(path.sep).join('/')}`)
    .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .filter(file =>
      words.length > 0 ? words.some(word => file.includes(word)) : !ownLaunchers.some(folder => file.startsWith(folder)),
    )
    .sort();
}

const files = await testFiles();
if (files.length === 0) {
  console.error(`no test file matches ${words.join(' ') || 'test/**/*.test.ts'}`);
  process.exit(1);
}
// One output folder per call, so that two runs at the same time do not mix.
const outdir = path.join(root, 'out/test', words.length === 0 ? 'all' : words.join('+').replaceAll('/', '_'));
await rm(outdir, { recursive: true, force: true });
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
const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
const child = spawn(
  process.execPath,
  ['--enable-source-maps', mocha, '--no-config', '--reporter', process.env.CI ? 'spec' : 'dot', '--fail-zero', ...mochaOptions, ...files.map(file => path.join(outdir, file.replace(/\.ts$/, '.mjs')))],
  { cwd: root, stdio: 'inherit' },
);
child.on('exit', code => process.exit(code ?? 1));
