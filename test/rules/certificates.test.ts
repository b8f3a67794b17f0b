import assert from 'node:assert/strict';
import { Configuration } from '../../server/src/config/configuration';
import type { World } from '../../server/src/config/world';
import { inspectPem } from '../../server/src/host/node/inspect-pem';
import { memoryHost } from '../../server/src/host/memory';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { parseMasterCf } from '../../server/src/syntax/parse-master';
import { gatherSurroundings, nothingKnown } from '../../server/src/world';
import { certificateFileNames } from '../../server/src/rules/certificate-file-names';
import { chainFilesOrder } from '../../server/src/rules/chain-files-order';
import type { Rule } from '../../server/src/rules/rule';
import { analyse, service } from '../support/example';
import { certificates, type Certificates } from '../support/certificates';

const day = 86_400_000;

/** Rules that judge files by their names only where they were not read. */
const byName: readonly Rule[] = [chainFilesOrder, certificateFileNames];

interface Case {
  readonly main: string;
  readonly master?: string;
  /** Path → which of the made texts it holds, in this order. */
  readonly files: Readonly<Record<string, readonly (keyof Certificates)[]>>;
  /** Days from now. */
  readonly after?: number;
  readonly modes?: Readonly<Record<string, number>>;
  readonly profile?: 'mozilla-intermediate' | 'bsi';
}

describe('rules on certificates that OpenSSL has made', function () {
  this.timeout(20_000);
  let made: Certificates;
  before(function () {
    const found = certificates();
    if (found === undefined) this.skip();
    made = found;
  });

  /** `severity rule: message` of what the certificate rules find. */
  async function findings({ main, master, files, after = 0, modes = {}, profile }: Case): Promise<string[]> {
    const text = `compatibility_level = 3.6\n${main}`;
    const host = memoryHost(
      Object.fromEntries(
        Object.entries(files).map(([path, names]) => [
          `file://${path}`,
          names.map(name => made[name]).join(''),
        ]),
      ),
      Date.now() + after * day,
    );
    const stat: typeof host.stat = async uri => ({
      ...(await host.stat(uri)),
      mode: modes[uri.slice('file://'.length)] ?? 0o600,
    });
    const { catalogue } = service;
    const surroundings = await gatherSurroundings({
      host: { ...host, stat, inspectPem: async pem => inspectPem(pem) },
      uri: 'file:///etc/postfix/main.cf',
      config: new Configuration({
        tree: parseMainCf(text),
        master: master === undefined ? undefined : parseMasterCf(master),
        catalogue,
        release: catalogue.latestStable,
        host: undefined,
      }),
      postconf: undefined,
      before: nothingKnown,
    });
    const world: Partial<World> = surroundings;
    const analysis = analyse(text, {
      world,
      ...(master === undefined ? {} : { master }),
      ...(profile === undefined ? {} : { profile }),
    });
    return analysis.findings
      .filter(({ rule }) => rule.group === 'certificates' || byName.includes(rule))
      .map(({ severity, rule, message }) => `${severity} ${rule.id}: ${message}`);
  }

  /** Checks that there are exactly these findings, each beginning with the given words and containing the others. */
  async function check(
    example: Case,
    ...expected: readonly (readonly [string, ...RegExp[]])[]
  ): Promise<void> {
    const found = await findings(example);
    assert.deepEqual(
      found.map(text => text.slice(0, text.indexOf(':'))),
      expected.map(([id]) => id),
      found.join('\n'),
    );
    expected.forEach(([, ...patterns], i) => {
      for (const pattern of patterns) assert.match(found[i] ?? '', pattern);
    });
  }

  const may = 'smtpd_tls_security_level = may\n';
  const pair = `${may}smtpd_tls_cert_file = /c.pem\nsmtpd_tls_key_file = /k.pem\n`;

  it('say nothing of a good pair, in one file or two, or in chain files', async () => {
    await check({ main: pair, files: { '/c.pem': ['leaf', 'intermediate'], '/k.pem': ['key'] } });
    await check({
      main: `${may}smtpd_tls_cert_file = /c.pem\n`,
      files: { '/c.pem': ['leaf', 'intermediate', 'key'] },
    });
    await check({
      main: `${may}smtpd_tls_chain_files = /k.pem, /c.pem, /ec.pem\n`,
      files: {
        '/k.pem': ['key'],
        '/c.pem': ['leaf', 'intermediate'],
        '/ec.pem': ['ecKey', 'ecLeaf', 'intermediate'],
      },
    });
  });

  it('say nothing of names where the files were read and are right', async () => {
    const live = '/etc/letsencrypt/live/mail.example.com';
    await check({
      main: `${may}smtpd_tls_cert_file = ${live}/chain.pem\nsmtpd_tls_key_file = ${live}/fullchain.pem\n`,
      files: { [`${live}/chain.pem`]: ['leaf', 'intermediate'], [`${live}/fullchain.pem`]: ['key'] },
    });
    await check({
      main: `${may}smtpd_tls_chain_files = ${live}/fullchain.pem\n`,
      files: { [`${live}/fullchain.pem`]: ['key', 'leaf', 'intermediate'] },
    });
  });

  it('files that are not there', () =>
    check(
      {
        main: `${pair}smtp_tls_CAfile = /ca.pem\nsmtpd_tls_CApath = /none\n`,
        files: { '/c.pem': ['leaf', 'intermediate'] },
      },
      ['error missing-certificate-file', /^.*\/k\.pem does not exist.*454/],
      ['error missing-ca-file', /\/ca\.pem does not exist.*cleartext/],
      ['warning missing-ca-file', /does not notice/],
    ));

  it('files that hold something else', () =>
    check({ main: pair, files: { '/c.pem': ['dh1024'], '/k.pem': ['key'] } }, [
      'error missing-certificate-file',
      /holds no certificate in PEM form/,
    ]));

  it('keys that do not fit', async () => {
    const files = { '/c.pem': ['leaf', 'intermediate'] } as const;
    await check({ main: pair, files: { ...files, '/k.pem': ['ecKey'] } }, [
      'error key-mismatch',
      /holds a key that does not fit the certificate for mail\.example\.com/,
    ]);
    await check({ main: pair, files: { ...files, '/k.pem': ['encryptedKey'] } }, [
      'error key-mismatch',
      /pass phrase/,
    ]);
    await check({ main: `${may}smtpd_tls_cert_file = /c.pem\n`, files }, [
      'error key-mismatch',
      /holds no private key.*smtpd_tls_key_file/,
    ]);
    await check(
      {
        main: `${may}smtpd_tls_chain_files = /k.pem /c.pem\n`,
        files: { ...files, '/k.pem': ['ecKey'] },
      },
      ['error key-mismatch', /Put each key directly before its own certificate/],
    );
  });

  it('a service whose certificate has the key of main.cf', () =>
    check(
      {
        main: pair,
        master: 'submission inet n - y - - smtpd\n  -o smtpd_tls_cert_file=/ec.pem\n',
        files: {
          '/c.pem': ['leaf', 'intermediate'],
          '/k.pem': ['key'],
          '/ec.pem': ['ecLeaf', 'intermediate'],
        },
      },
      ['error key-mismatch', /\/k\.pem/],
    ));

  it('a certificate near its end, and behind it', async () => {
    const files = { '/c.pem': ['leaf', 'intermediate'], '/k.pem': ['key'] } as const;
    await check({ main: pair, files, after: 70 });
    await check({ main: pair, files, after: 80 }, ['warning certificate-expires-soon', /in 9 days/]);
    await check({ main: pair, files, after: 89 }, ['warning certificate-expires-soon', /today/]);
    await check({ main: pair, files, after: 91 }, ['error certificate-expired', /expired on 20\d\d-/]);
    await check({ main: pair, files, after: -2 }, ['error certificate-expired', /not valid before/]);
  });

  it('a chain that ends at the leaf, unless CAfile goes on', async () => {
    const files = { '/c.pem': ['leaf'], '/k.pem': ['key'], '/ca.pem': ['intermediate'] } as const;
    await check({ main: pair, files }, ['warning chain-incomplete', /O=Example, CN=Example Intermediate/]);
    await check({ main: `${pair}smtpd_tls_CAfile = /ca.pem\n`, files });
  });

  it('a key that everybody can read', () =>
    check(
      {
        main: pair,
        files: { '/c.pem': ['leaf', 'intermediate'], '/k.pem': ['key'] },
        modes: { '/c.pem': 0o644, '/k.pem': 0o644 },
      },
      ['warning key-readable-by-others', /mode 644/],
    ));

  it('a self-signed certificate is fine on port 25, not for users', async () => {
    const files = { '/c.pem': ['selfSigned'], '/k.pem': ['selfSignedKey'] } as const;
    await check({ main: pair, files, master: 'smtp inet n - y - - smtpd\n' });
    await check(
      { main: pair, files, master: 'smtps inet n - y - - smtpd\n  -o smtpd_tls_wrappermode=yes\n' },
      ['warning self-signed-on-submission'],
    );
  });

  it('a weak certificate, and one that only a profile calls so', async () => {
    await check({ main: pair, files: { '/c.pem': ['weak'], '/k.pem': ['weakKey'] } }, [
      'warning weak-certificate',
      /RSA key of 1024 bits/,
    ]);
    const files = { '/c.pem': ['leaf', 'intermediate'], '/k.pem': ['key'] } as const;
    await check({ main: pair, files, profile: 'bsi' }, ['information weak-certificate', /BSI asks for 3000/]);
    const selfSigned = { '/c.pem': ['selfSigned'], '/k.pem': ['selfSignedKey'] } as const;
    await check({ main: pair, files: selfSigned, profile: 'mozilla-intermediate' }, [
      'information weak-certificate',
      /valid for 3650 days/,
    ]);
  });

  it('parameters for Diffie-Hellman that are too short, or none at all', async () => {
    const main = 'smtpd_tls_dh1024_param_file = /dh.pem\n';
    await check({ main, files: { '/dh.pem': ['dh1024'] } }, ['warning weak-dh-file', /1024 bits/]);
    await check({ main, files: { '/dh.pem': ['leaf'] } }, ['warning weak-dh-file', /holds no DH parameters/]);
  });

  it('chain files with a certificate first', () =>
    check(
      {
        main: `${may}smtpd_tls_chain_files = /c.pem\n`,
        files: { '/c.pem': ['leaf', 'intermediate', 'key'] },
      },
      ['error chain-files-order', /Move the key to the top of the file/],
    ));
});
