// A person at work: the packaged extension, installed into a real VS Code, used through the browser.
//   node test/editor/user.mjs [--vsix FILE] [--pictures] [WORD …]
// Screenshots go to out/editor/pictures; with --pictures those that README.md and package.json name go on to media/.
import { spawnSync } from 'node:child_process';
import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/bundle.mjs';
import { matching, runTests, testFiles } from '../support/mocha.mjs';

const { values, positionals } = parseArgs({
  options: { vsix: { type: 'string' }, pictures: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const vsix = path.resolve(root, values.vsix ?? 'out/postfix-main-cf.vsix');
if (values.vsix === undefined) {
  const { status } = spawnSync(process.execPath, ['server/tools/package.mjs', vsix], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
const pictures = path.join(root, 'out/editor/pictures');
await rm(pictures, { recursive: true, force: true });
Object.assign(process.env, {
  USER_VSIX: vsix,
  USER_PICTURES: pictures,
  USER_THEMES: values.pictures ? 'dark light' : 'dark',
});
const files = matching(await testFiles('test/editor/user'), positionals);
await runTests(files, { timeout: 60_000, reporter: 'spec' });
if (values.pictures && process.exitCode === 0) await publishPictures();

/** Copies what the documents show, and nothing else. */
async function publishPictures() {
  const texts = await Promise.all(
    ['README.md', 'package.json'].map(file => readFile(path.join(root, file), 'utf8')),
  );
  const named = texts.flatMap(text =>
    [...text.matchAll(/\bmedia\/([\w/-]+\.(?:png|webp))/g)].map(found => found[1]),
  );
  for (const name of new Set(named)) {
    if (name === 'icon.png') continue;
    await cp(path.join(pictures, name), path.join(root, 'media', name));
    console.log(`media/${name}`);
  }
}
