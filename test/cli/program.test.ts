import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import path from 'node:path';
import { folder, removeFolders } from './run-cli';

const root = process.env.PROJECT_ROOT ?? process.cwd();

/** The program as it is built, in a process of its own. */
describe('the program maincf', () => {
  let program: string;

  before(async () => {
    program = path.join(folder({}), 'cli.js');
    await build({
      absWorkingDir: root,
      entryPoints: ['server/src/main/cli.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'es2022',
      logLevel: 'warning',
    });
  });
  after(removeFolders);

  const run = (
    args: readonly string[],
    input = '',
  ): Promise<{ status: number; stdout: string; stderr: string }> =>
    new Promise(resolve => {
      const child = execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
        resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
      child.stdin?.end(input);
    });

  it('reads standard input', async () => {
    const { status, stdout, stderr } = await run(['check', '-'], 'smtp_tls_security_level = foo\n');
    assert.deepEqual([status, stderr], [1, '']);
    assert.match(stdout, /^-:1:27: error/m);
  });

  it('writes what it mended to standard output', async () => {
    const { status, stdout } = await run(['fix', '-'], 'compatibility_level = 3.11\na = 1\r\n');
    assert.deepEqual([status, stdout], [0, 'compatibility_level = 3.11\na = 1\r\n']);
  });

  it('says in one line what it cannot do', async () => {
    const { status, stdout, stderr } = await run(['check', '/nonexistent/main.cf']);
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(stderr, 'maincf: /nonexistent/main.cf: no such file or folder\n');
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [program, 'parameters', '--format', 'json']);
    let stderr = '';
    child.stderr.on('data', data => (stderr += data));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise(resolve => child.on('close', resolve));
    assert.equal(stderr, '');
  });

  it('says in one line that its output cannot be written', async function () {
    if (!existsSync('/dev/full')) return this.skip();
    const full = openSync('/dev/full', 'w');
    for (const args of [['parameters'], ['check', '-'], ['rules', '--format', 'json']]) {
      const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', full, 'pipe'] });
      let stderr = '';
      child.stderr?.on('data', data => (stderr += data));
      child.stdin?.end('smtp_tls_security_level = foo\n');
      const status = await new Promise(resolve => child.on('close', resolve));
      assert.equal(status, 2);
      assert.match(stderr, /^maincf: the output cannot be written: .*\n$/);
    }
    closeSync(full);
  });

  it('keeps its exit status where nobody reads its complaints', async () => {
    const child = spawn(process.execPath, [program, 'check', '/nonexistent'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.destroy();
    assert.equal(await new Promise(resolve => child.on('close', resolve)), 2);
  });

  it('says that it has to be built, as the server does', async () => {
    for (const name of ['maincf', 'postfix-language-server']) {
      const bin = path.join(
        folder({ [`${name}.js`]: readFileSync(path.join(root, `server/bin/${name}.js`)) }),
        `${name}.js`,
      );
      const result = spawnSync(process.execPath, [bin], { encoding: 'utf8' });
      assert.equal(result.status, 2);
      assert.equal(result.stderr, `${name}: it has to be built first: npm ci && npm run build\n`);
    }
  });
});
