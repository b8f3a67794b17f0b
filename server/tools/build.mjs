// Builds everything that runs: the catalogue from its data, then the bundles that ship.
//   node server/tools/build.mjs [--watch] [--minify]
import { build, context } from 'esbuild';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundles } from './bundles.mjs';
import { runTool } from './run.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

await mkdir(path.join(root, 'out'), { recursive: true });
await runTool('catalogue', ['write']);
await runTool('profiles', ['write']);

const all = bundles({ root, minify: process.argv.includes('--minify') });
if (process.argv.includes('--watch')) {
  for (const options of all) await (await context(options)).watch();
} else {
  await Promise.all(all.map(options => build(options)));
}
