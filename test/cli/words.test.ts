import assert from 'node:assert/strict';
import { maincf } from './run-cli';

describe('maincf', () => {
  it('says what it can do, and which version it is', async () => {
    const help = await maincf('--help');
    assert.equal(help.status, 0);
    for (const command of ['check', 'fix', 'show', 'explain', 'parameters', 'rules']) {
      assert.match(help.stdout, new RegExp(`^  ${command} `, 'm'));
      const own = await maincf(command, '--help');
      assert.equal(own.status, 0);
      assert.match(own.stdout, new RegExp(`^Usage: maincf ${command}`));
    }
    assert.deepEqual(await maincf('--version'), { status: 0, stdout: 'maincf 1.2.3\n', stderr: '' });
    assert.equal((await maincf()).status, 2);
  });

  it('does not know other words', async () => {
    for (const word of ['nosuch', 'toString', '--nosuch']) {
      const { status, stderr } = await maincf(word);
      assert.deepEqual([status, stderr], [2, `there is no command "${word}"; see maincf --help\n`]);
    }
  });

  it('explain prints a page without its marks', async () => {
    const { status, stdout } = await maincf('explain', 'relayhost');
    assert.equal(status, 0);
    assert.match(stdout, /^relayhost/);
    assert.match(stdout, /Where mail goes, all of it: host\./);
    assert.deepEqual(await maincf('explain', 'nosuch'), {
      status: 2,
      stdout: '',
      stderr: 'explain: nothing is known about "nosuch"\n',
    });
    const some = await maincf('explain', 'nosuch', 'relayhost');
    assert.deepEqual([some.status, some.stdout], [2, stdout]);
    for (const item of ['!SSLv2', '>=TLSv1.2']) assert.equal((await maincf('explain', item)).status, 0, item);
    assert.equal((await maincf('explain')).status, 2);
    assert.match((await maincf('explain', 'missing-equals')).stdout, /missing-equals/);
    assert.match((await maincf('explain', 'weak-protocols')).stdout, /^SSLv2 .* not the default\.$/m);
  });

  it('parameters lists those of a release', async () => {
    const { stdout } = await maincf('parameters', '--postfix', '3.5');
    assert.match(stdout, /^smtpd_tls_protocols = !SSLv2, !SSLv3$/m);
    const facts = JSON.parse((await maincf('parameters', '--format', 'json')).stdout);
    assert.deepEqual([facts.version, facts.postfix], [1, '3.11']);
    const level = facts.parameters.find(({ name }: { name: string }) => name === 'smtp_tls_security_level');
    assert.deepEqual(level.kind, { type: 'security-level', side: 'client' });
    assert.equal((await maincf('parameters', 'x')).status, 2);
  });

  it('rules lists them', async () => {
    assert.match((await maincf('rules')).stdout, /^missing-equals +error +/m);
    const list = JSON.parse((await maincf('rules', '--format', 'json')).stdout);
    const rule = list.rules.find(({ id }: { id: string }) => id === 'missing-equals');
    assert.deepEqual([rule.severity, typeof rule.why, rule.fix], ['error', 'string', 'unsafe']);
    for (const { id, why } of list.rules) assert.doesNotMatch(why, /\n/, id);
    assert.equal((await maincf('rules', 'x')).status, 2);
  });
});
