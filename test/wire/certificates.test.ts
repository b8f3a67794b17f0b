/** What Postfix makes of certificate files, TLS policies and new defaults: the claims of the rules about them. */
import assert from 'node:assert/strict';
import { certificates } from '../support/certificates';
import { compareVersions } from '../oracle/releases';
import type { Instance } from './instance';
import { Sink, type Delivery } from './sink';
import { sendMessage, tryStartTls } from './smtp-client';
import { certificate, certificateFile, describeWire, keyFile, startServices, type Overrides } from './suite';

const may: Overrides = { smtpd_tls_security_level: 'may' };
const fileOf = (name: string): string => `/etc/postfix/${name}.pem`;

const servers = {
  chain: { ...may, smtpd_tls_chain_files: `${keyFile}, ${certificateFile}` },
  wrongOrder: { ...may, smtpd_tls_chain_files: `${certificateFile}, ${keyFile}` },
  both: {
    ...may,
    smtpd_tls_chain_files: `${keyFile}, ${certificateFile}`,
    smtpd_tls_cert_file: '/nonexistent.pem',
  },
  mismatch: { ...may, smtpd_tls_key_file: fileOf('other') },
  encrypted: { ...may, smtpd_tls_cert_file: fileOf('leaf'), smtpd_tls_key_file: fileOf('encrypted') },
  weak: { ...may, smtpd_tls_cert_file: fileOf('weak'), smtpd_tls_key_file: fileOf('weakkey') },
  keyOnly: { ...may, smtpd_tls_cert_file: '' },
  required: { ...may, smtpd_tls_req_ccert: 'yes' },
  noPath: { ...may, smtpd_tls_CApath: '/nonexistent' },
  config: { ...may, tls_config_file: 'openssl.cnf' },
  curves: { ...may, tls_eecdh_auto_curves: '' },
  tickets: { ...may, tls_session_ticket_cipher: 'aes-256-gcm' },
  options: { ...may, tls_ssl_options: 'NO_TICKET, FOO' },
} satisfies Record<string, Overrides>;

const policy = (text: string): Overrides => ({
  smtp_tls_security_level: 'may',
  smtp_tls_policy_maps: `static:{${text}}`,
});

const clients = {
  level: policy('encrpyt'),
  attribute: policy('encrypt foo=bar'),
  match: policy('encrypt match=x'),
  noEquals: policy('encrypt protocols'),
  ignored: policy('none ciphers=high'),
  known: policy('encrypt ciphers=high protocols=!SSLv3'),
  keys: policy('encrypt enable_rpk=yes'),
  config: { smtp_tls_security_level: 'may', tls_config_file: 'openssl.cnf' },
  cancelled: { compatibility_level: '3.11', smtp_enforce_tls: 'yes' },
  unwanted: { compatibility_level: '3.11', smtp_use_tls: 'no' },
} satisfies Record<string, Overrides>;

await describeWire('certificates and policies', release => {
  const isAtLeast = (version: string): boolean => compareVersions(release.version, version) >= 0;
  let instance: Instance;
  let ports: Readonly<Record<string, number>>;
  let sink: Sink;
  const port = (name: keyof typeof servers) => ports[name] ?? 0;

  before(async function () {
    const made = certificates();
    if (made === undefined) return this.skip();
    const { key, certificate: chain } = await certificate();
    sink = await Sink.listen({ key, certificate: chain, protocols: { min: 'TLSv1.2', max: 'TLSv1.3' } });
    const nexthop = `[127.0.0.1]:${sink.port}`;
    ({ instance, ports } = await startServices(release, {
      servers: { ...servers, submission: {} },
      clients: Object.fromEntries(
        Object.entries(clients).map(([name, overrides]) => [name, { ...overrides, nexthop }]),
      ),
      others: Object.fromEntries(
        Object.entries({
          other: made.key,
          leaf: made.leaf,
          encrypted: made.encryptedKey,
          weak: made.weak,
          weakkey: made.weakKey,
        }).map(([name, text]) => [fileOf(name).slice(1), text]),
      ),
    }));
  });
  after(async () => {
    await instance?.stop();
    sink?.close();
  });

  /** STARTTLS is announced and then answered with 454; the log says why. */
  async function unavailable(name: keyof typeof servers, reason: RegExp): Promise<void> {
    const { features, reply } = await tryStartTls(port(name));
    assert.match(features, /^250[ -]STARTTLS$/m);
    assert.match(reply, /^454 4\.7\.0 TLS not available due to local problem$/);
    await instance.logged(reason);
  }

  async function works(name: keyof typeof servers): Promise<void> {
    assert.equal((await tryStartTls(port(name))).protocol, 'TLSv1.3');
  }

  const recipient = (name: string): string => `x@${name.toLowerCase()}.test`;

  async function outcome(name: keyof typeof clients): Promise<string> {
    const reply = await sendMessage(ports['submission'] ?? 0, recipient(name));
    assert.match(reply, /^250 /);
    return instance.logged(new RegExp(`^${name}/smtp: .*status=`));
  }

  async function arrived(name: keyof typeof clients): Promise<Delivery> {
    assert.match(await outcome(name), /status=sent/);
    const found = sink.deliveries.find(delivery => delivery.recipient === recipient(name));
    assert.ok(found);
    return found;
  }

  it('chain_files want the key first', async () => {
    await works('chain');
    await unavailable('wrongOrder', /^wrongOrder\/smtpd: warning: .*key not first/);
  });
  it('chain_files win over cert_file, with a warning', async () => {
    await works('both');
    await instance.logged(/^both\/smtpd: warning: Both smtpd_tls_chain_files and one or more of the legacy/);
  });
  it('a key of another certificate switches TLS off', () =>
    unavailable(
      'mismatch',
      /^mismatch\/smtpd: warning: .*(?:does not match public key|key values mismatch)/,
    ));
  it('a key with a pass phrase switches TLS off', () =>
    unavailable('encrypted', /^encrypted\/smtpd: warning: cannot get RSA private key from file/));
  it('a key without a certificate is none', () =>
    unavailable('keyOnly', /^keyOnly\/smtpd: warning: No server certs available/));
  it('an RSA key of 1024 bits is loaded, whatever the security level of the system', () => works('weak'));
  it('req_ccert at may is ignored, with a warning', async () => {
    await works('required');
    await instance.logged(/^required\/smtpd: warning: Can't require client certs unless TLS is required/);
  });
  it('a CApath that is not there goes unnoticed', () => works('noPath'));
  it('tls_config_file must be a path: no TLS, and cleartext at may', async () => {
    await unavailable('config', /^config\/smtpd: warning: non-default tls_config_file = openssl\.cnf is not/);
    assert.equal((await arrived('config')).protocol, undefined);
  });
  it('an empty list of curves is fatal before 3.6.17, 3.7.13 and 3.8', async () => {
    if (isAtLeast('3.8')) return works('curves');
    await tryStartTls(port('curves')).catch(() => undefined);
    await instance.logged(/^curves\/smtpd: fatal: bad string length 0 < 1: tls_eecdh_auto_curves =/);
  });
  it('a ticket cipher that is not CBC means no tickets', async () => {
    await works('tickets');
    await instance.logged(/^tickets\/smtpd: warning: tls_session_ticket_cipher: invalid value: aes-256-gcm/);
  });
  it('an unknown option is only warned of', async () => {
    await works('options');
    await instance.logged(/^options\/smtpd: warning: unknown tls_ssl_options value "FOO"/);
  });

  it('a policy with an unknown level or attribute defers', async () => {
    for (const name of ['level', 'attribute', 'match', 'noEquals'] as const) {
      assert.match(await outcome(name), /status=deferred \(client TLS configuration problem\)/);
    }
  });
  it('a policy that is right is followed', async () => {
    assert.equal((await arrived('known')).protocol, 'TLSv1.3');
  });
  it('attributes at level none are ignored with a warning', async () => {
    assert.equal((await arrived('ignored')).protocol, undefined);
    await instance.logged(/^ignored\/smtp: warning: .*ignoring attribute "ciphers=high" with TLS disabled/);
  });
  it('enable_rpk is an attribute from 3.9', async () => {
    const line = await outcome('keys');
    assert.match(line, isAtLeast('3.9') ? /status=sent/ : /client TLS configuration problem/);
  });

  it('from 3.11 the default level wins over the switches of old', async () => {
    const enforced = await outcome('cancelled');
    if (!isAtLeast('3.11')) return assert.match(enforced, /status=deferred/);
    assert.match(enforced, /status=sent/);
    assert.equal((await arrived('unwanted')).protocol, 'TLSv1.3');
  });
});
