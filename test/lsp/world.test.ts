import assert from 'node:assert/strict';
import { formatRelease } from '../../server/src/catalogue/release';
import { Configuration } from '../../server/src/config/configuration';
import { defaultSettings } from '../../server/src/config/settings';
import type { Host } from '../../server/src/host/host';
import { memoryHost } from '../../server/src/host/memory';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { decideWorld, gatherSurroundings, nothingKnown, type Surroundings } from '../../server/src/world';
import { service } from '../support/example';

const { catalogue } = service;

const inspectPem: NonNullable<Host['inspectPem']> = async pem => ({
  blocks: [{ kind: 'other', label: pem }],
});

/** A Postfix that is installed in /opt/mail. */
const postconf: NonNullable<Host['postconf']> = async ({ arguments: args }) => {
  if (args.includes('mail_version')) return '3.7.11\n';
  if (args.includes('-m')) return 'btree\ncidr\nhash\n';
  return '/opt/mail\n\n/etc/postfix-out, /etc/postfix-in\n';
};

interface Case {
  readonly uri?: string;
  readonly main?: string;
  readonly host?: Partial<Host>;
  readonly files?: Record<string, string>;
  readonly postconf?: string | undefined;
  readonly before?: Surroundings;
}

function gather({ uri = 'file:///etc/postfix/main.cf', main = '', host, files = {}, ...rest }: Case) {
  return gatherSurroundings({
    host: { ...memoryHost(files, 1_000), inspectPem, ...host },
    uri,
    config: new Configuration({
      tree: parseMainCf(main),
      master: undefined,
      catalogue,
      release: catalogue.latestStable,
      host: undefined,
    }),
    postconf: rest.postconf,
    before: rest.before ?? nothingKnown,
  });
}

describe('what is around a main.cf', () => {
  const installed: readonly [string, Case, boolean][] = [
    ['the default instance', {}, true],
    ['one in a home directory', { uri: 'file:///home/a/main.cf' }, false],
    ['one on another machine', { uri: 'vscode-vfs://github/a/etc/postfix/main.cf' }, false],
    ['one on Windows', { uri: 'file:///c:/etc/postfix/main.cf' }, false],
    [
      'a folder that postconf names',
      { uri: 'file:///opt/mail/main.cf', host: { postconf }, postconf: '' },
      true,
    ],
    ['a second instance', { uri: 'file:///etc/postfix-in/main.cf', host: { postconf }, postconf: '' }, true],
    [
      'a second instance that nobody may ask about',
      { uri: 'file:///etc/postfix-in/main.cf', host: { postconf } },
      false,
    ],
    [
      'a copy in a repository',
      {
        uri: 'file:///srv/mail/postfix/main.cf',
        files: { 'file:///srv/mail/postfix/main.cf': '', 'file:///srv/mail/postfix/master.cf': '' },
      },
      false,
    ],
    [
      'a folder with what post-install puts there',
      {
        uri: 'file:///opt/p/etc/postfix/main.cf',
        files: {
          'file:///opt/p/etc/postfix/main.cf': '',
          'file:///opt/p/etc/postfix/master.cf': '',
          'file:///opt/p/etc/postfix/main.cf.proto': '',
        },
      },
      true,
    ],
    ['an address that is none', { uri: 'file:///%E0%A4%A/main.cf' }, false],
  ];
  for (const [what, example, expected] of installed) {
    it(`${what}: ${expected ? 'its paths count' : 'its paths do not count'}`, async () => {
      assert.equal((await gather(example)).isInstalled, expected);
    });
  }

  it('holds the files that the configuration names, relative ones below queue_directory', async () => {
    const { files } = await gather({
      main: [
        'queue_directory = /var/spool/postfix',
        'smtpd_tls_cert_file = /old.pem',
        'dir = /etc/ssl',
        'smtpd_tls_cert_file = $dir/mail cert.pem',
        'smtpd_tls_key_file = $smtpd_tls_cert_file',
        'smtp_tls_cert_file = none',
        'smtp_tls_chain_files = key.pem, /missing.pem',
        'smtp_tls_CApath = /etc/ssl',
        'smtp_tls_CAfile = $undefined_here/x.pem',
        '',
      ].join('\n'),
      files: {
        'file:///etc/ssl/mail%20cert.pem': 'C',
        'file:///var/spool/postfix/key.pem': 'K',
        'file:///x.pem': 'X',
      },
    });
    assert.deepEqual(
      [...files].map(([path, fact]) => [
        path,
        fact.kind === 'file'
          ? fact.pem?.blocks.map(block => block.kind === 'other' && block.label)
          : fact.kind,
      ]),
      [
        ['/etc/ssl/mail cert.pem', ['C']],
        ['/var/spool/postfix/key.pem', ['K']],
        ['/missing.pem', 'missing'],
        ['/etc/ssl', 'directory'],
        ['/x.pem', ['X']],
      ],
    );
  });

  it('holds the files of lookup tables, with what postmap makes of them', async () => {
    const { files } = await gather({
      main: [
        'alias_maps = hash:/etc/aliases, pcre:/etc/postfix/aliases.pcre',
        'virtual_alias_maps = proxy:mysql:/etc/postfix/mysql.cf, inline:{ { a = b } }',
        'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients',
        '',
      ].join('\n'),
    });
    assert.deepEqual(
      [...files.keys()],
      [
        ...['/etc/aliases', '/etc/aliases.db', '/etc/postfix/aliases.pcre', '/etc/postfix/mysql.cf'],
        '/etc/postfix/clients',
      ],
    );
  });

  it('knows paths that begin with what the installed Postfix has built in', async () => {
    const built = new Map([['config_directory', '/etc/postfix']]);
    const hostFacts: Host['hostFacts'] = async () => ({ hostName: 'a.example.com', interfaces: [], built });
    const main = 'smtpd_tls_cert_file = $config_directory/mail.pem\n';
    assert.deepEqual([...(await gather({ main })).files.keys()], []);
    const { files, host } = await gather({ main, host: { postconf, hostFacts }, postconf: '' });
    assert.deepEqual([...files.keys()], ['/etc/postfix/mail.pem']);
    assert.equal(host?.hostName, 'a.example.com');
  });

  it('is unknown, not missing, where looking is not permitted', async () => {
    const { files } = await gather({
      main: 'smtpd_tls_cert_file = /root/cert.pem\n',
      host: { stat: async () => ({ kind: 'unknown' }) },
    });
    assert.deepEqual([...files], [['/root/cert.pem', { kind: 'unknown' }]]);
  });

  it('stays the same snapshot while nothing changes, and takes no file apart twice', async () => {
    let inspected = 0;
    const counting: Partial<Host> = { inspectPem: pem => (inspected++, inspectPem(pem)) };
    const example = { main: 'smtpd_tls_cert_file = /c.pem\n', host: counting };
    const first = await gather({ ...example, files: { 'file:///c.pem': 'one' } });
    const second = await gather({ ...example, files: { 'file:///c.pem': 'one' }, before: first });
    assert.equal(second, first);
    assert.equal(inspected, 1);
    const third = await gather({ ...example, files: { 'file:///c.pem': 'two' }, before: second });
    assert.notEqual(third, first);
    const later = await gather({ ...example, host: { ...counting, now: () => 7_200_000 }, before: first });
    assert.equal(later.now, 7_200_000);
  });
});

describe('the release', () => {
  const release = async (example: Case, postfixVersion = 'auto'): Promise<string> => {
    const world = decideWorld(await gather(example), { ...defaultSettings, postfixVersion }, catalogue);
    return `${world.releaseSource} ${formatRelease(world.release)}`;
  };
  const latest = formatRelease(catalogue.latestStable);

  it('is what the setting says, then what is installed, then the latest stable one', async () => {
    const example = { host: { postconf }, postconf: '' };
    assert.equal(await release(example, '3.5'), 'setting 3.5');
    assert.equal(await release(example), 'installed 3.7.11');
    assert.equal(await release({}), `assumed ${latest}`);
    assert.equal(await release({ ...example, uri: 'file:///home/a/main.cf' }), `assumed ${latest}`);
    assert.equal(
      await release({ host: { postconf: async () => undefined }, postconf: '' }),
      `assumed ${latest}`,
    );
  });

  it('brings the table types of the installation', async () => {
    const { tableTypes } = await gather({ host: { postconf }, postconf: '' });
    assert.deepEqual([...(tableTypes ?? [])], ['btree', 'cidr', 'hash']);
  });

  it('is asked of nobody in a workspace that is not trusted', async () => {
    const host: Partial<Host> = { postconf: () => assert.fail('a program was started') };
    assert.equal(await release({ host }), `assumed ${latest}`);
  });
});
