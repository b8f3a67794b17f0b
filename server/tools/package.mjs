// Makes the .vsix and makes sure that nothing strays into it.
//   node server/tools/package.mjs [FILE]
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const packagePath = path.resolve(root, process.argv[2] ?? 'postfix-main-cf.vsix');

/** Bytes: what a mail administrator with a slow line is asked to fetch. */
const limit = 1_500_000;

/** Files without which the extension would not work; everything in the package is one of these or beside the text. */
const parts = [
  'client/dist/node.js',
  'client/dist/browser.js',
  'server/dist/ipc.js',
  'server/dist/node-server.js',
  'server/dist/protocol.js',
  'server/dist/worker.js',
  'server/dist/prose.txt',
];
const beside =
  /^(package(\.nls)?\.json|README\.md|CHANGELOG\.md|LICENSE|media\/icon\.png|media\/walkthrough\/[\w-]+\.webp|syntaxes\/[\w.-]+\.json)$/;

await mkdir(path.dirname(packagePath), { recursive: true });
// Runs `npm run vscode:prepublish` first: the minified bundles.
await createVSIX({ cwd: root, packagePath, dependencies: false, skipLicense: true });
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
const { size } = await stat(packagePath);
const problems = [
  ...parts.filter(part => !files.includes(part)).map(part => `${part} is missing`),
  ...files
    .filter(file => !parts.includes(file) && !beside.test(file))
    .map(file => `${file} does not belong there`),
  ...(await picturesMissing(files)),
  ...(size > limit ? [`${size} bytes are more than ${limit}`] : []),
];
for (const problem of problems) console.error(`${path.basename(packagePath)}: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else
  console.log(
    `${path.relative(process.cwd(), packagePath)}: ${files.length} files, ${Math.ceil(size / 1000)} kB`,
  );

/** What the manifest points at has to be in the package. */
async function picturesMissing(packed) {
  const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
  const named = [...manifest.matchAll(/"(?:\.\/)?((?:media|syntaxes)\/[^"]+)"/g)].map(found => found[1]);
  return named
    .filter(file => !packed.includes(file))
    .map(file => `${file} is named in package.json and missing`);
}
