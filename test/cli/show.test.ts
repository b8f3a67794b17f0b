import assert from 'node:assert/strict';
import path from 'node:path';
import { folder, maincf, removeFolders } from './run-cli';

const main = `# x
mynetworks = 127.0.0.0/8
mydestination = $myhostname,
  localhost
myhostname = mail.example.com
foo = unused
mydestination = $myhostname  b
`;
const master = 'smtp inet n - n - - smtpd\nslow unix - - n - - smtp\n';

describe('maincf show', () => {
  afterEach(removeFolders);

  it('prints what postconf -n prints, warnings with their lines', async () => {
    const created = folder({ 'main.cf': main, 'master.cf': master });
    const { status, stdout, stderr } = await maincf('show', created);
    assert.equal(status, 0);
    assert.equal(
      stdout,
      `config_directory = ${created}\nmydestination = $myhostname b\nmyhostname = mail.example.com\nmynetworks = 127.0.0.0/8\n`,
    );
    assert.match(stderr, /warning: .*main\.cf:7: mydestination is set again/);
    assert.match(stderr, /warning: .*main\.cf:6: foo is not a parameter/);
  });

  it('--expand prints what postconf -nx prints', async () => {
    const { stdout } = await maincf('show', '--expand', folder({ 'main.cf': main, 'master.cf': master }));
    assert.match(stdout, /^mydestination = mail\.example\.com b$/m);
  });

  it('--defaults prints all parameters of the release, those of services too', async () => {
    const created = folder({ 'main.cf': main, 'master.cf': master });
    const { stdout, stderr } = await maincf('show', '--defaults', '--postfix', '3.7', created);
    const lines = stdout.split('\n');
    assert.ok(lines.length > 840);
    assert.ok(lines.includes('slow_destination_rate_delay = $default_destination_rate_delay'));
    assert.ok(lines.includes('smtpd_tls_protocols = >=TLSv1'));
    assert.deepEqual(lines.slice(0, -1), lines.slice(0, -1).toSorted());
    assert.equal(stderr, '');
    const bare = await maincf('show', '--defaults', '--postfix', '3.7', '/dev/null');
    assert.ok(bare.stdout.includes('\nmail_version = 3.7.'));
    assert.equal(bare.stderr, '');
  });

  const fatal: readonly (readonly [title: string, main: string, reason: RegExp])[] = [
    ['a line without "="', 'a = b\n\nmydestination\n', /main\.cf:3: there is no "="/],
    ['a line without a name', '= a\n', /main\.cf:1: there is no name/],
    ['an expression', 'mydestination = $\n', /main\.cf:1: mydestination has an expression/],
    ['a cycle', 'myhostname = $mydomain\nmydomain = $myhostname\n', /refers to itself/],
    ['a level', 'compatibility_level = x\n', /is not a compatibility level/],
    ['a number', 'relayhost = ${{99999999999999999999} == {1}}\n', /too large/],
    ['a domain', 'relayhost = ${domain_to_ascii{}}\n', /no domain/],
    ['an unknown protocol', 'inet_protocols = IPv4\n', /main\.cf:1: inet_protocols has no value "IPv4"/],
    [
      'an address that is not here',
      'inet_interfaces = 198.51.100.1\n',
      /inet_interfaces names 198\.51\.100\.1/,
    ],
  ];
  for (const [title, text, reason] of fatal) {
    it(`stops where postconf stops: ${title}`, async () => {
      const { status, stdout, stderr } = await maincf(
        'show',
        folder({ 'main.cf': text, 'master.cf': master }),
      );
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, reason);
    });
  }

  it('expands only where it is asked to, and stops then for user-defined names too', async () => {
    const created = folder({
      'main.cf': 'mynetworks = 1\nfoo = a$\nmydestination = ${x?$foo}\n',
      'master.cf': master,
    });
    assert.equal((await maincf('show', created)).status, 0);
    const { status, stderr } = await maincf('show', '-x', created);
    assert.equal(status, 2);
    assert.match(stderr, /main\.cf:2: foo has an expression/);
  });

  it('shows no master.cf', async () => {
    const { status, stderr } = await maincf('show', path.join(folder({ 'master.cf': master }), 'master.cf'));
    assert.deepEqual([status, stderr.includes('a master.cf; name the main.cf beside it')], [2, true]);
  });
  it('warns of what stands in master.cf, and of none', async () => {
    const bad = 'smtp inet n - n - - smtpd -o {a=b}c -o {x -o k=1 -o {a b}\n';
    const { stderr } = await maincf(
      'show',
      folder({ 'main.cf': 'mynetworks = 1\n', 'master.cf': `  x\n${bad}` }),
    );
    for (const reason of ['indented', 'directly behind a "}"', 'without its "}"'])
      assert.ok(stderr.includes(reason));
    const none = await maincf('show', folder({ 'main.cf': 'mynetworks = 1\n' }));
    assert.match(none.stderr, /there is no master\.cf/);
  });

  const badServices: readonly (readonly [line: string, reason: RegExp])[] = [
    ['smtp inet n', /has eight columns/],
    ['smtp tcp n - n - - smtpd', /second column/],
    ['smtp inet q - n - - smtpd', /columns three to five/],
    ['smtp inet n - n x - smtpd', /sixth column/],
    ['smtp inet n - n - x smtpd', /seventh column/],
  ];
  for (const [line, reason] of badServices) {
    it(`stops at ${line}`, async () => {
      const { status, stderr } = await maincf(
        'show',
        folder({ 'main.cf': 'a = b\n', 'master.cf': `${line}\n` }),
      );
      assert.equal(status, 2);
      assert.match(stderr, reason);
      assert.match(stderr, /master\.cf:1:/);
    });
  }

  it('says every kind of warning in words', async () => {
    const text = `  stray
mynetworks = 1
config_directory = /elsewhere
a = b\0c
smtp_use_tls = yes
fallback_relay = x
process_name = x
mydestination = $nosuch \${?x} # c
relay_domains = {a
local_recipient_maps = {a}b
k = a$
tlsproxy_client_loglevel_parameter = x
`;
    const { stderr } = await maincf(
      'show',
      '--postfix',
      '3.12',
      folder({ 'main.cf': text, 'master.cf': master }),
    );
    for (const reason of [
      'main.cf:1: the line is indented',
      'main.cf:3: config_directory is',
      'main.cf:4: a NUL byte',
      'smtp_use_tls will go in a later release',
      'process_name is set by Postfix itself',
      'refers to nosuch, which is not defined',
      'refers to an empty name',
      'has a "#" after other text',
      'has a "{" without its "}"',
      'has text directly behind a "}"',
      'k has an expression that Postfix cannot read',
      'is no parameter any more',
    ]) {
      assert.ok(stderr.includes(reason), reason);
    }
  });

  it('prints latin1 as it came', async () => {
    const created = folder({ 'main.cf': Buffer.from('mynetworks = \xe9\n', 'latin1'), 'master.cf': master });
    const { stdout, stderr } = await maincf('show', created);
    assert.ok(stdout.includes('mynetworks = \xe9\n'));
    assert.match(stderr, /read as latin1/);
  });

  it('takes one file', async () => {
    assert.equal((await maincf('show')).status, 2);
    assert.equal((await maincf('show', 'a', 'b')).status, 2);
  });
});
