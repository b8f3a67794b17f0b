import assert from 'node:assert/strict';
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readConfigurationFile } from '../../server/src/main/cli/read-file';
import { replaceFile } from '../../server/src/main/cli/write-file';
import { folder, maincf, removeFolders } from './run-cli';

/** The same twice: to remove the first is a safe fix. */
const twice = 'compatibility_level = 3.11\n# \xe9\nmyhostname = a.example.com\nmyhostname = a.example.com\n';
const once = twice.replace('myhostname = a.example.com\n', '');

describe('maincf fix', () => {
  afterEach(removeFolders);

  it('mends a file in place: its encoding and mode stay, nothing else is left behind', async () => {
    for (const encoding of ['utf8', 'latin1'] as const) {
      const created = folder({ 'main.cf': Buffer.from(twice, encoding) });
      const file = path.join(created, 'main.cf');
      chmodSync(file, 0o640);
      const { status, stderr } = await maincf('fix', file);
      assert.equal(status, 0);
      assert.match(stderr, /\[duplicate-parameter\]/);
      assert.ok(readFileSync(file).equals(Buffer.from(once, encoding)));
      assert.equal(statSync(file).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(created), ['main.cf']);
    }
  });

  it('says what cannot be read, goes on with the rest, and ends with 2', async () => {
    const file = path.join(folder({ 'main.cf': twice }), 'main.cf');
    const { status, stderr } = await maincf('fix', '/nonexistent', file);
    assert.equal(status, 2);
    assert.match(stderr, /^\/nonexistent: no such file or folder$/m);
    assert.equal(readFileSync(file, 'utf8'), once);
  });

  it('follows links', async () => {
    const created = folder({ 'real.cf': twice });
    symlinkSync('real.cf', path.join(created, 'main.cf'));
    await maincf('fix', created);
    assert.equal(readFileSync(path.join(created, 'real.cf'), 'utf8'), once);
    assert.deepEqual(readdirSync(created).sort(), ['main.cf', 'real.cf']);
  });

  it('says where there is nothing to do, and does not write', async () => {
    const created = folder({ 'main.cf': 'compatibility_level = 3.11\n' });
    const before = statSync(path.join(created, 'main.cf')).mtimeMs;
    const { status, stderr } = await maincf('fix', created);
    assert.equal(status, 0);
    assert.match(stderr, /nothing to fix/);
    assert.equal(statSync(path.join(created, 'main.cf')).mtimeMs, before);
  });

  it('--diff shows and changes nothing', async () => {
    const file = path.join(folder({ 'main.cf': twice }), 'main.cf');
    const { status, stdout } = await maincf('fix', '--diff', file);
    assert.equal(status, 1);
    assert.equal(
      stdout,
      `--- ${file}\n+++ ${file}\n@@ -1,4 +1,3 @@\n compatibility_level = 3.11\n # \xe9\n myhostname = a.example.com\n-myhostname = a.example.com\n`,
    );
    assert.equal(readFileSync(file, 'utf8'), twice);
    assert.equal((await maincf('fix', '--diff', folder({ 'main.cf': once }))).status, 0);
  });

  it('--rule limits it to one rule', async () => {
    const file = path.join(folder({ 'main.cf': twice }), 'main.cf');
    await maincf('fix', '--rule', 'missing-equals', file);
    assert.equal(readFileSync(file, 'utf8'), twice);
    const { status, stderr } = await maincf('fix', '--rule', 'nosuch', file);
    assert.equal(status, 2);
    assert.match(stderr, /no such rule/);
  });

  it('unsafe fixes only when asked for', async () => {
    const text = 'compatibility_level = 3.11\nsmtp_tls_security_level = encrpt\n';
    const file = path.join(folder({ 'main.cf': text }), 'main.cf');
    await maincf('fix', file);
    assert.equal(readFileSync(file, 'utf8'), text);
    await maincf('fix', '--unsafe', file);
    assert.match(readFileSync(file, 'utf8'), /smtp_tls_security_level = encrypt\n/);
  });

  it('what cannot be replaced stays as it was', async () => {
    const created = folder({ 'main.cf': twice });
    await assert.rejects(replaceFile(path.join(created, 'nosuch'), Buffer.from('x')), /not changed/);
    assert.deepEqual(readdirSync(created), ['main.cf']);
    assert.equal((await maincf('fix')).status, 2);
  });

  it('reads a file as it is: a byte order mark stays', async () => {
    const created = folder({ 'main.cf': '\ufeffa = b\n' });
    const file = await readConfigurationFile(created);
    assert.equal(file.text, '\ufeffa = b\n');
    writeFileSync(path.join(created, 'main.cf'), '');
    assert.equal((await readConfigurationFile(created)).text, '');
  });
});
