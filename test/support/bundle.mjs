// Makes modules that node can run out of TypeScript files of this project.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { forHere } from '../../server/tools/bundles.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles files, given as paths from the root, into a folder below it; returns the paths of the bundles. */
export async function bundle(files, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir,
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    ...forHere,
    splitting: true,
    sourcemap: 'linked',
    define: { 'process.env.PROJECT_ROOT': JSON.stringify(root) },
    plugins: [{ name: 'launchers', setup: keepLaunchers }],
  });
  return files.map(file => path.join(root, outdir, file.replace(/\.ts$/, '.mjs')));
}

/** Imports one TypeScript file. */
export async function load(file) {
  const outdir = `out/load-${process.pid}`;
  try {
    const [bundled] = await bundle([file], outdir);
    return await import(pathToFileURL(bundled).href);
  } finally {
    await rm(path.join(root, outdir), { recursive: true, force: true });
  }
}

/** Plain modules (.mjs) stay where they are: they find files beside themselves. */
function keepLaunchers({ onResolve }) {
  onResolve({ filter: /^\..*\.mjs$/ }, ({ path: file, resolveDir }) => ({
    path: pathToFileURL(path.resolve(resolveDir, file)).href,
    external: true,
  }));
}
