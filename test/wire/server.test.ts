/** Incoming mail: which protocols, ciphers and levels a client meets. */
import assert from 'node:assert/strict';
import { compareVersions } from '../oracle/releases';
import type { Instance } from './instance';
import { negotiated, sendMessage, SmtpClient, tryStartTls } from './smtp-client';
import { certificateFile, describeWire, startServices, type Overrides } from './suite';

const may: Overrides = { smtpd_tls_security_level: 'may' };
const noCertificate: Overrides = { smtpd_tls_cert_file: '', smtpd_tls_key_file: '' };
const exclusions = '!SSLv2, !SSLv3, !TLSv1, !TLSv1.1';

const services = {
  // Protocols
  old: { ...may, smtpd_tls_protocols: '!SSLv2, !SSLv3' },
  excluded: { ...may, smtpd_tls_protocols: exclusions },
  floor: { ...may, smtpd_tls_protocols: '>=TLSv1.2' },
  blank: { ...may, smtpd_tls_protocols: '>= TLSv1.2' },
  include: { ...may, smtpd_tls_protocols: 'TLSv1.2' },
  sslv2: { ...may, smtpd_tls_protocols: 'SSLv2' },
  hole: { ...may, smtpd_tls_protocols: '!TLSv1.1' },
  token: { ...may, smtpd_tls_protocols: 'TLS1.2' },
  mistyped: { ...may, smtpd_tls_protocols: '!SSLv2 !TLS1.0' },
  other: { ...may, smtpd_tls_mandatory_protocols: 'bogus' },
  mandatory: { smtpd_tls_security_level: 'encrypt', smtpd_tls_mandatory_protocols: exclusions },
  mandatoryToken: { smtpd_tls_security_level: 'encrypt', smtpd_tls_mandatory_protocols: '!TLS1.0' },
  nothing: { ...may, smtpd_tls_protocols: '!TLSv1,!TLSv1.1,!TLSv1.2,!TLSv1.3,!SSLv3' },
  // Ciphers
  exports: { ...may, smtpd_tls_ciphers: 'export' },
  low: { ...may, smtpd_tls_ciphers: 'low' },
  capitals: { ...may, smtpd_tls_ciphers: 'MEDIUM' },
  strong: { ...may, smtpd_tls_ciphers: 'strong' },
  nulls: { ...may, smtpd_tls_ciphers: 'null' },
  exclude: { ...may, smtpd_tls_exclude_ciphers: '!RC4' },
  excludeUnknown: { ...may, smtpd_tls_exclude_ciphers: 'RC4, FOOBAR' },
  // Levels and certificates
  off: { smtpd_tls_security_level: '' },
  bareMay: { ...may, ...noCertificate },
  bareEncrypt: { smtpd_tls_security_level: 'encrypt', ...noCertificate },
  anonymous: { ...may, smtpd_tls_cert_file: 'none', smtpd_tls_key_file: '' },
  lost: { ...may, smtpd_tls_cert_file: '/nonexistent.pem' },
  noKey: { ...may, smtpd_tls_cert_file: certificateFile, smtpd_tls_key_file: certificateFile },
  noAuthority: { ...may, smtpd_tls_CAfile: '/nonexistent' },
  encrypt: { smtpd_tls_security_level: 'encrypt' },
  verify: { smtpd_tls_security_level: 'verify' },
  dane: { smtpd_tls_security_level: 'dane' },
  wrapped: { smtpd_tls_security_level: 'none', smtpd_tls_wrappermode: 'yes' },
  // Log levels
  silent: { ...may, smtpd_tls_loglevel: '0' },
  loud: { ...may, smtpd_tls_loglevel: '1' },
  unknownLoglevel: { ...may, smtpd_tls_loglevel: 'foo' },
} satisfies Record<string, Overrides>;

await describeWire('incoming mail', release => {
  const ranges = compareVersions(release.version, '3.6') >= 0;
  let instance: Instance;
  let ports: Readonly<Record<string, number>>;
  const port = (name: keyof typeof services) => ports[name] ?? 0;

  before(async () => {
    ({ instance, ports } = await startServices(release, { servers: services }));
  });
  after(() => instance.stop());

  /** STARTTLS is announced and then answered with 454; the log says why. */
  async function unavailable(name: keyof typeof services, reason: RegExp): Promise<void> {
    const { features, reply } = await tryStartTls(port(name));
    assert.match(features, /^250[ -]STARTTLS$/m);
    assert.match(reply, /^454 4\.7\.0 TLS not available due to local problem$/);
    await instance.logged(reason);
  }

  /** The server takes STARTTLS and then ends the connection instead of a handshake. */
  async function dropped(name: keyof typeof services, reason: RegExp): Promise<void> {
    const { reply, protocol } = await tryStartTls(port(name));
    assert.match(reply, /^220/);
    assert.equal(protocol, undefined);
    await instance.logged(reason);
  }

  /** smtpd ends before it says a word. */
  async function dead(name: keyof typeof services, reason: RegExp): Promise<void> {
    const client = await SmtpClient.connect(port(name));
    await instance.logged(reason);
    assert.equal(await client.reply(300), '');
    client.close();
  }

  it('!SSLv2, !SSLv3 leaves TLS 1.0 and 1.1 on', async () => {
    assert.equal(await negotiated(port('old'), 'TLSv1'), 'TLSv1');
    assert.equal(await negotiated(port('old'), 'TLSv1.1'), 'TLSv1.1');
    assert.equal(await negotiated(port('old'), 'TLSv1.2'), 'TLSv1.2');
    assert.equal(await negotiated(port('old'), 'TLSv1.3'), 'TLSv1.3');
  });
  it('the list of exclusions turns TLS 1.0 and 1.1 off', async () => {
    assert.equal(await negotiated(port('excluded'), 'TLSv1'), undefined);
    assert.equal(await negotiated(port('excluded'), 'TLSv1.1'), undefined);
    assert.equal(await negotiated(port('excluded'), 'TLSv1.2'), 'TLSv1.2');
    assert.equal(await negotiated(port('excluded'), 'TLSv1.3'), 'TLSv1.3');
  });
  it('the list of exclusions does the same at encrypt', async () => {
    assert.equal(await negotiated(port('mandatory'), 'TLSv1'), undefined);
    assert.equal(await negotiated(port('mandatory'), 'TLSv1.2'), 'TLSv1.2');
  });
  it(`>=TLSv1.2 ${ranges ? 'turns TLS 1.0 and 1.1 off' : 'is invalid before 3.6'}`, async () => {
    if (!ranges) return unavailable('floor', /^floor\/smtpd: warning: Invalid TLS protocol list ">=TLSv1.2"/);
    assert.equal(await negotiated(port('floor'), 'TLSv1'), undefined);
    assert.equal(await negotiated(port('floor'), 'TLSv1.1'), undefined);
    assert.equal(await negotiated(port('floor'), 'TLSv1.2'), 'TLSv1.2');
    assert.equal(await negotiated(port('floor'), 'TLSv1.3'), 'TLSv1.3');
  });
  it(`>= TLSv1.2 with a blank ${ranges ? 'turns TLS 1.3 off' : 'is invalid before 3.6'}`, async () => {
    if (!ranges)
      return unavailable('blank', /^blank\/smtpd: warning: Invalid TLS protocol list ">= TLSv1.2"/);
    assert.equal(await negotiated(port('blank'), 'TLSv1.3'), undefined);
    assert.equal(await negotiated(port('blank'), 'TLSv1.2'), 'TLSv1.2');
    assert.equal(await negotiated(port('blank'), 'TLSv1.1'), undefined);
  });
  it('a plain name includes nothing else', async () => {
    assert.equal(await negotiated(port('include'), 'TLSv1.2'), 'TLSv1.2');
    assert.equal(await negotiated(port('include'), 'TLSv1.3'), undefined);
  });
  it('SSLv2 alone restricts nothing', async () => {
    assert.equal(await negotiated(port('sslv2'), 'TLSv1'), 'TLSv1');
    assert.equal(await negotiated(port('sslv2'), 'TLSv1.3'), 'TLSv1.3');
  });
  it('!TLSv1.1 alone leaves TLS 1.3 on for a server', async () => {
    assert.equal(await negotiated(port('hole'), 'TLSv1.3'), 'TLSv1.3');
    assert.equal(await negotiated(port('hole'), 'TLSv1.1'), undefined);
  });
  it('an invalid name makes STARTTLS unavailable', async () => {
    await unavailable(
      'token',
      /^token\/smtpd: warning: Invalid TLS protocol list "TLS1.2": disabling TLS support/,
    );
    await unavailable('mistyped', /^mistyped\/smtpd: warning: Invalid TLS protocol list "!SSLv2 !TLS1.0"/);
    await unavailable(
      'mandatoryToken',
      /^mandatoryToken\/smtpd: warning: Invalid TLS protocol list "!TLS1.0"/,
    );
  });
  it('at may nobody reads the mandatory list', async () => {
    assert.equal((await tryStartTls(port('other'))).protocol, 'TLSv1.3');
  });
  it('excluding everything lets no handshake succeed', () =>
    dropped('nothing', /^nothing\/smtpd: SSL_accept error/));

  it('export, low and capitals are grades', async () => {
    for (const name of ['exports', 'low', 'capitals'] as const) {
      assert.equal(await negotiated(port(name), 'TLSv1.3'), 'TLSv1.3');
      assert.equal(await negotiated(port(name), 'TLSv1.2'), 'TLSv1.2');
    }
  });
  it('export offers no export cipher', async () => {
    const weak = { maxVersion: 'TLSv1.2', ciphers: 'EXPORT:LOW:RC4:DES:@SECLEVEL=0' } as const;
    // OpenSSL has dropped these ciphers, so that not even the client can ask for them.
    await assert.rejects(tryStartTls(port('exports'), weak), /no cipher match/i);
  });
  it('an unknown grade breaks every handshake', () =>
    dropped('strong', /^strong\/smtpd: warning: .*invalid cipher grade: "strong"/));
  it('the grade null leaves no cipher below TLS 1.3', async () => {
    assert.equal(await negotiated(port('nulls'), 'TLSv1.3'), 'TLSv1.3');
    assert.equal(await negotiated(port('nulls'), 'TLSv1.2'), undefined);
  });
  it('an exclusion that starts with ! breaks every handshake', () =>
    dropped('exclude', /^exclude\/smtpd: warning: .*invalid unary '!\+-@' in cipher exclusion: !RC4/));
  it('an unknown exclusion is ignored', async () => {
    assert.equal((await tryStartTls(port('excludeUnknown'))).protocol, 'TLSv1.3');
  });

  it('certificates without a level mean no TLS', async () => {
    const { features, reply } = await tryStartTls(port('off'));
    assert.doesNotMatch(features, /STARTTLS/);
    assert.match(reply, /^502 5\.5\.1 /);
  });
  it('may without a certificate announces STARTTLS and refuses it; mail passes in cleartext', async () => {
    await unavailable('bareMay', /^bareMay\/smtpd: warning: No server certs available. TLS won't be enabled/);
    assert.match(await sendMessage(port('bareMay'), 'x@discard.test'), /^250 /);
  });
  it('encrypt without a certificate refuses all mail', async () => {
    await unavailable(
      'bareEncrypt',
      /^bareEncrypt\/smtpd: warning: No server certs available. TLS won't be enabled/,
    );
    assert.match(
      await sendMessage(port('bareEncrypt'), 'x@discard.test'),
      /^530 5\.7\.0 Must issue a STARTTLS command first/,
    );
  });
  it('a certificate file of none offers anonymous ciphers', async () => {
    const { protocol, cipher } = await tryStartTls(port('anonymous'), {
      maxVersion: 'TLSv1.2',
      ciphers: 'aNULL:@SECLEVEL=0',
    });
    assert.equal(protocol, 'TLSv1.2');
    assert.match(cipher ?? '', /^AECDH-|^ADH-/);
  });
  it('a certificate file that is not there makes STARTTLS unavailable', () =>
    unavailable('lost', /^lost\/smtpd: warning: .*\/nonexistent\.pem/));
  it('a file without a key makes STARTTLS unavailable', () =>
    unavailable(
      'noKey',
      /^noKey\/smtpd: warning: (?:No private key found in|cannot get RSA private key from file)/,
    ));
  it('a CA file that is not there makes STARTTLS unavailable', () =>
    unavailable(
      'noAuthority',
      /^noAuthority\/smtpd: cannot load Certification Authority data, CAfile="\/nonexistent"/,
    ));
  it('encrypt asks for STARTTLS', async () => {
    assert.match(await sendMessage(port('encrypt'), 'x@discard.test'), /^530 5\.7\.0 /);
    assert.equal((await tryStartTls(port('encrypt'))).protocol, 'TLSv1.3');
  });
  it('verify is used as encrypt', async () => {
    assert.equal((await tryStartTls(port('verify'))).protocol, 'TLSv1.3');
    await instance.logged(
      /^verify\/smtpd: warning: smtpd_tls_security_level: unsupported TLS level "verify", using "encrypt"/,
    );
  });
  it('dane kills smtpd', () => dead('dane', /^dane\/smtpd: fatal: Invalid TLS level "dane"/));
  it('wrappermode does TLS whatever the level', async () => {
    const [client, { protocol }] = await SmtpClient.connectTls(port('wrapped'));
    assert.equal(protocol, 'TLSv1.3');
    assert.match(await client.reply(), /^220 /);
    client.close();
    const plain = await SmtpClient.connect(port('wrapped'));
    assert.equal(await plain.reply(300), '');
    plain.close();
  });

  it('log level 1 writes a line for each session, 0 none', async () => {
    assert.equal((await tryStartTls(port('silent'))).protocol, 'TLSv1.3');
    assert.equal((await tryStartTls(port('loud'))).protocol, 'TLSv1.3');
    await instance.logged(
      /^loud\/smtpd: Anonymous TLS connection established from .*\[127\.0\.0\.1\]: TLSv1\.3 with cipher \S+ \(\d+\/\d+ bits\)/,
    );
    await instance.logged(/^silent\/smtpd: disconnect from/);
    assert.equal(
      instance.log().some(line => /^silent\/smtpd: .*TLS connection/.test(line)),
      false,
    );
  });
  it('an unknown log level is only warned of', async () => {
    assert.equal((await tryStartTls(port('unknownLoglevel'))).protocol, 'TLSv1.3');
    await instance.logged(/^unknownLoglevel\/smtpd: warning: unknown smtpd_tls_loglevel value "foo"/);
  });
});
