import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { folder, maincf, removeFolders } from './run-cli';

const broken = 'compatibility_level = 3.11\nmyhostname = a.example.com\nsmtp_tls_security_level = foo\n';
const fine = 'compatibility_level = 3.11\nmyhostname = a.example.com\n';

describe('maincf check', () => {
  afterEach(removeFolders);

  it('reports with file, line and column, and ends with 1 where something is wrong', async () => {
    const file = path.join(folder({ 'main.cf': broken }), 'main.cf');
    const { status, stdout, stderr } = await maincf('check', file);
    assert.equal(status, 1);
    assert.equal(stderr, '');
    assert.match(stdout, new RegExp(`^${file}:3:27: error: .*"foo".* \\[invalid-security-level\\]$`, 'm'));
    assert.match(stdout, /^1 error/m);
  });

  it('ends with 0 where nothing is at warning or above', async () => {
    const { status } = await maincf('check', folder({ 'main.cf': fine }));
    assert.equal(status, 0);
  });

  it('--format json has a fixed shape', async () => {
    const file = path.join(folder({ 'main.cf': broken }), 'main.cf');
    const { stdout } = await maincf('check', '--format', 'json', '--postfix', '3.7', file);
    const report = JSON.parse(stdout);
    assert.deepEqual(Object.keys(report), ['version', 'files']);
    assert.equal(report.version, 1);
    assert.deepEqual(Object.keys(report.files[0]), ['file', 'postfix', 'findings']);
    assert.deepEqual([report.files[0].file, report.files[0].postfix], [file, '3.7']);
    const finding = report.files[0].findings.find(
      (found: { rule: string }) => found.rule === 'invalid-security-level',
    );
    assert.deepEqual(Object.keys(finding), [
      'rule',
      'severity',
      'message',
      'line',
      'column',
      'endLine',
      'endColumn',
      'fix',
    ]);
    assert.deepEqual(
      [finding.severity, finding.line, finding.column, finding.endLine, finding.endColumn],
      ['error', 3, 27, 3, 30],
    );
  });

  it('--format sarif names each rule once', async () => {
    const { stdout } = await maincf('check', '--format=sarif', folder({ 'main.cf': broken }));
    const [run] = JSON.parse(stdout).runs;
    const result = run.results.find((found: { ruleId: string }) => found.ruleId === 'invalid-security-level');
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, 'invalid-security-level');
    assert.equal(result.level, 'error');
    assert.deepEqual(result.locations[0].physicalLocation.region, {
      startLine: 3,
      startColumn: 27,
      endLine: 3,
      endColumn: 30,
    });
    assert.equal(run.tool.driver.version, '1.2.3');
  });

  it('counts columns in UTF-16 units', async () => {
    const file = folder({ 'main.cf': 'smtp_tls_security_level = 😀\n' });
    const { stdout } = await maincf('check', '--format', 'json', file);
    const [finding] = JSON.parse(stdout).files[0].findings.filter(
      (found: { rule: string }) => found.rule === 'invalid-security-level',
    );
    assert.equal(finding.endColumn, 29);
  });

  it('a severity can be set or switched off', async () => {
    const file = folder({ 'main.cf': broken });
    assert.equal((await maincf('check', '--severity', 'invalid-security-level=hint', file)).status, 0);
    const off = await maincf('check', '--severity', 'invalid-security-level=off', file);
    assert.doesNotMatch(off.stdout, /invalid-security-level/);
  });

  it('reads the master.cf beside it and reports what is wrong there', async () => {
    const created = folder({
      'main.cf': fine,
      'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_tls_security_level=dane\n',
    });
    const { status, stdout } = await maincf('check', created);
    assert.equal(status, 1);
    assert.match(stdout, new RegExp(`^${created}/master\\.cf:2:\\d+: error`, 'm'));
    const both = await maincf('check', '--format', 'json', `${created}/main.cf`, `${created}/master.cf`);
    const files = JSON.parse(both.stdout).files.map((file: { file: string }) => path.basename(file.file));
    assert.deepEqual(files, ['main.cf', 'master.cf']);
    const alone = await maincf('check', '--format', 'json', `${created}/master.cf`);
    assert.equal(JSON.parse(alone.stdout).files[0].findings[0].line, 2);
  });

  it('reads no master.cf with a file of another name, as the editor does', async () => {
    const created = folder({
      'main.cf': fine,
      'master.cf': 'smtp inet n - n - - smtpd\n  -o smtpd_tls_security_level=dane\n',
      'postfix-main.cf': fine,
      'other.cf': fine,
    });
    assert.match((await maincf('check', path.join(created, 'main.cf'))).stdout, /master\.cf/);
    for (const name of ['postfix-main.cf', 'other.cf'])
      assert.equal((await maincf('check', path.join(created, name))).stdout, '');
  });

  it('says what cannot be read, goes on with the rest, and ends with 2', async () => {
    const created = folder({
      'main.cf': broken,
      'binary.cf': Buffer.from(Array.from({ length: 2_000 }, (_, i) => i % 256)),
      'utf16.cf': Buffer.from('\ufeffmyhostname = x\n', 'utf16le'),
      'large.cf': 'a = b\n'.repeat(3_500_000),
    });
    mkdirSync(path.join(created, 'empty'));
    const names = ['missing', 'binary.cf', 'utf16.cf', 'large.cf', 'empty', 'main.cf/x', 'main.cf'];
    const { status, stdout, stderr } = await maincf('check', ...names.map(name => path.join(created, name)));
    assert.equal(status, 2);
    assert.match(stdout, /invalid-security-level/);
    assert.deepEqual(
      stderr
        .trim()
        .split('\n')
        .map(line => line.slice(created.length + 1)),
      [
        'missing: no such file or folder',
        'binary.cf: a binary file, not a main.cf',
        'utf16.cf: UTF-16 text, which Postfix cannot read; save it as UTF-8',
        'large.cf: 21.0 MB are too much for a main.cf; files above 5 MB are not read',
        'empty: a folder without a main.cf',
        'main.cf/x: no such file: a part of the path is no folder',
      ],
    );
  });

  it('says that a main.cf or the master.cf beside it cannot be read, and not that there is none', async () => {
    const created = folder({ 'main.cf': fine, 'master.cf': Buffer.from('\ufeffsmtp', 'utf16le') });
    const left = `${created}/master.cf: UTF-16 text, which Postfix cannot read; save it as UTF-8; it is left out\n`;
    assert.deepEqual(await maincf('check', created), { status: 0, stdout: '', stderr: left });
    assert.equal((await maincf('show', created)).stderr, `warning: ${left}`);
    const loop = folder({});
    symlinkSync('main.cf', path.join(loop, 'main.cf'));
    const { status, stderr } = await maincf('check', loop);
    assert.equal(status, 2);
    assert.match(stderr, /main\.cf: .*symbolic link/);
  });

  it('bytes that are not UTF-8 are read as latin1, which is said once', async () => {
    const created = folder({ 'main.cf': Buffer.from(`# \xe9\n${broken}# \xe9\n`, 'latin1') });
    const { status, stderr } = await maincf('check', created);
    assert.equal(status, 1);
    assert.equal(stderr, `${created}/main.cf: not UTF-8; read as latin1\n`);
  });

  it("another program's main.cf is left alone", async () => {
    const { status, stdout, stderr } = await maincf('check', folder({ 'main.cf': '{\n "a": 1\n}\n' }));
    assert.deepEqual([status, stdout], [0, '']);
    assert.match(stderr, /not a Postfix main\.cf/);
  });

  it('a file that is named twice is reported once', async () => {
    const created = folder({ 'main.cf': broken });
    const { stdout } = await maincf('check', '--format', 'json', created, `${created}/main.cf`);
    assert.equal(JSON.parse(stdout).files.length, 1);
  });

  const refused: readonly (readonly [args: string, reason: RegExp])[] = [
    ['', /no file named/],
    ['--format xml x', /--format xml: possible are text, json, sarif/],
    ['--postfix 9.9 x', /--postfix 9\.9: not a release/],
    ['--postfix latest x', /not a release/],
    ['--profile strict x', /--profile strict: possible are postfix/],
    ['--severity foo=off x', /there is no rule "foo"/],
    ['--severity missing-equals=loud x', /possible are error, warning/],
    ['--severity missing-equals x', /name a level as well: missing-equals=warning/],
    ['--nosuch x', /Unknown option '--nosuch'; see maincf check --help/],
    ['--postfix', /argument/],
  ];
  for (const [args, reason] of refused) {
    it(`refuses ${args === '' ? 'nothing' : args}`, async () => {
      const { status, stdout, stderr } = await maincf('check', ...args.split(' ').filter(Boolean));
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, reason);
      assert.equal(stderr.split('\n').length, 2);
    });
  }
});
