import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { CodeCache } from '../../server/src/main/code-cache';
import { LspClient } from '../support/lsp-client';

const root = process.env['PROJECT_ROOT'] as string;

describe('compiled code that is kept', () => {
  let folder: string;
  let bundle: string;
  let caches: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'code-cache-'));
    bundle = path.join(folder, 'bundle.js');
    caches = path.join(folder, 'caches');
    writeFileSync(bundle, "exports.answer = () => __filename + require('node:path').sep;\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Loads the bundle as another start of the server would. Returns whether it was compiled before. */
  async function start(where: string | undefined = caches): Promise<boolean> {
    const require = createRequire(bundle);
    Reflect.deleteProperty(require.cache, bundle);
    const cache = new CodeCache(where);
    const wasCached = cache.load(bundle);
    const { answer } = require(bundle) as { answer: () => string };
    assert.equal(answer(), bundle + path.sep);
    await cache.save();
    return wasCached;
  }

  const cacheFile = (): string => path.join(caches, readdirSync(caches)[0] as string);

  it('is there at the next start', async () => {
    assert.deepEqual([await start(), await start(), await start()], [false, true, true]);
    assert.equal(new CodeCache(caches).loadCompiled(bundle), true);
  });
  it('is not used for another version of the bundle', async () => {
    await start();
    utimesSync(bundle, new Date(), new Date(0));
    assert.equal(new CodeCache(caches).loadCompiled(bundle), false);
    assert.deepEqual([await start(), await start()], [false, true]);
  });
  it('is neither read nor written where others may write', async () => {
    await start();
    chmodSync(caches, 0o777);
    assert.equal(await start(), false);
    rmSync(cacheFile());
    assert.equal(await start(), false);
    assert.deepEqual(readdirSync(caches), []);
  });
  it('is only for its user', async () => {
    await start();
    assert.deepEqual(readdirSync(caches).length, 1);
    chmodSync(caches, 0o700);
    assert.equal(await start(), true);
  });
  it('is refused by V8 where it is damaged', async () => {
    const ofServer = path.join(caches, 'postfix-main-cf');
    mkdirSync(ofServer, { recursive: true, mode: 0o700 });
    for (const name of ['protocol', 'node-server']) {
      const file = path.join(root, `server/dist/${name}.js`);
      const { size, mtimeMs } = statSync(file);
      const damaged = `${file} ${size} ${mtimeMs}\n${'damage'.repeat(1_000)}`;
      writeFileSync(path.join(ofServer, `${name}-${process.versions.v8}`), damaged);
    }
    const client = await LspClient.start({ caches });
    try {
      const diagnostics = await client.open('file:///tmp/main.cf', 'myhostname = $nothing\n');
      assert.ok(diagnostics.some(({ code }) => code === 'undefined-reference'));
    } finally {
      await client.stop();
    }
  });
  it('does without a folder, and with one that cannot be made', async () => {
    const inFile = path.join(bundle, 'caches');
    assert.equal(await start(inFile), false);
    const cache = new CodeCache(undefined);
    Reflect.deleteProperty(createRequire(bundle).cache, bundle);
    assert.equal(cache.load(bundle), false);
    await cache.save();
  });
});
