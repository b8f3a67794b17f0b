// Builds everything that runs: the catalogue from its data, then the bundles that ship.
//   node server/tools/build.mjs [--watch] [--minify]
import { build, context } from 'esbuild';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTool } from './run.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const watch = process.argv.includes('--watch');

await mkdir(path.join(root, 'out'), { recursive: true });
await runTool('catalogue', ['write']);
await runTool('profiles', ['write']);

/** What all bundles share. Source maps stay out of the package: see .vscodeignore. */
const shared = {
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  minify: process.argv.includes('--minify'),
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};
const node = { ...shared, platform: 'node', format: 'cjs', external: ['vscode'] };
const browser = { ...shared, platform: 'browser', conditions: ['browser'] };

const bundles = [
  { ...node, entryPoints: ['client/src/node.ts'], outfile: 'client/dist/node.js' },
  {
    ...browser,
    format: 'cjs',
    external: ['vscode'],
    entryPoints: ['client/src/browser.ts'],
    outfile: 'client/dist/browser.js',
  },
  {
    ...node,
    entryPoints: {
      ipc: 'server/src/main/ipc.ts',
      stdio: 'server/src/main/stdio.ts',
      cli: 'server/src/main/cli.ts',
    },
    outdir: 'server/dist',
  },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['server/src/main/worker.ts'],
    outfile: 'server/dist/worker.js',
  },
];

if (watch) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map(options => build(options)));
}
