import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeHost } from '../../server/src/host/node/node-host';

describe('the machine this runs on', () => {
  const host = nodeHost();
  let folder = '';
  const uri = (name: string): string => pathToFileURL(path.join(folder, name)).toString();
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'host-'));
    await writeFile(path.join(folder, 'key.pem'), 'text');
    await chmod(path.join(folder, 'key.pem'), 0o640);
  });
  after(() => rm(folder, { recursive: true }));

  it('says what is at a path', async () => {
    assert.deepEqual(await host.stat(uri('key.pem')), { kind: 'file', mode: 0o640, size: 4 });
    assert.equal((await host.stat(uri('.'))).kind, 'directory');
    assert.equal((await host.stat(uri('none'))).kind, 'missing');
    assert.equal((await host.stat(uri('key.pem/none'))).kind, 'missing');
    assert.equal((await host.stat('untitled:key.pem')).kind, 'unknown');
  });

  it('takes no device for a file', async () => {
    assert.equal((await host.stat('file:///dev/null')).kind, 'unknown');
  });

  it('reads a file up to a limit', async () => {
    assert.equal(Buffer.from((await host.readFile(uri('key.pem'), 4)) ?? []).toString(), 'text');
    assert.equal(await host.readFile(uri('key.pem'), 3), undefined);
    assert.equal(await host.readFile(uri('none'), 3), undefined);
  });

  it('reads neither what has no end nor what nobody writes to', async () => {
    assert.equal(await host.readFile('file:///dev/zero', 1_000), undefined);
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    assert.equal(await host.readFile(uri('pipe'), 1_000), undefined);
  });

  it('takes what is no address for nothing', async () => {
    assert.equal((await host.stat('file:////etc')).kind, 'unknown');
    assert.equal(await host.readFile('file:////etc/passwd', 100_000), undefined);
  });

  it('asks the program that it is told to ask, without a shell', async () => {
    const program = path.join(folder, 'post conf');
    await writeFile(program, '#!/bin/sh\necho "$#" "$1"\n');
    await chmod(program, 0o755);
    assert.equal(await host.postconf?.({ program, arguments: ['-h; x', 'y'] }), '2 -h; x\n');
    assert.equal(await host.postconf?.({ program: `${program}-none`, arguments: [] }), undefined);
  });
});
