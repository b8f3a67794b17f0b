// Measures parser, configuration, rules and features on files of 100 to 100,000 lines.
//   npm run bench -- [WORD] [--sizes 1000,10000] [--check]
// WORD: only the subjects with that word in their name. --check: fails where a target is missed; on a busy machine that
// says little.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values, positionals } = parseArgs({
  options: { sizes: { type: 'string' }, check: { type: 'boolean' } },
  allowPositionals: true,
});
const outfile = path.join(root, `out/test/bench-${process.pid}.mjs`);
try {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/bench.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  const { main } = await import(pathToFileURL(outfile).href);
  const sizes = (values.sizes ?? '100,1000,10000,100000').split(',').map(Number);
  if (!main(sizes, positionals[0]) && values.check) process.exitCode = 1;
} finally {
  await rm(outfile, { force: true });
}
