// Bundles one of the TypeScript tools beside this file and runs it:  node server/tools/run.mjs NAME [ARGS]
import { build } from 'esbuild';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { forHere } from './bundles.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');

/**
 * Runs server/tools/NAME.ts, whose `main(args, root)` returns the exit status (0 where all is well).
 * Throws when the tool cannot be bundled or reports a failure.
 */
export async function runTool(name, args) {
  const outfile = path.join(root, 'out/tools', `${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(here, `${name}.ts`)],
    outfile,
    ...forHere,
    sourcemap: 'inline',
  });
  const tool = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  const status = (await tool.main(args, root)) ?? 0;
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: failed`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, ...args] = process.argv.slice(2);
  try {
    await runTool(name, args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
