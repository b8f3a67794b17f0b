/** Outgoing mail: what a level, a protocol list or a grade does to a delivery. */
import assert from 'node:assert/strict';
import { compareVersions } from '../oracle/releases';
import type { Instance } from './instance';
import { Sink, type Delivery } from './sink';
import { sendMessage } from './smtp-client';
import { certificate, describeWire, startServices, type Overrides } from './suite';

const may: Overrides = { smtp_tls_security_level: 'may' };
const encrypt: Overrides = { smtp_tls_security_level: 'encrypt' };
const exclusions = '!SSLv2, !SSLv3, !TLSv1, !TLSv1.1';

type SinkName = 'modern' | 'any' | 'old' | 'plain';

/** The client's settings, and which sink its mail goes to. */
const services = {
  sent: ['modern', may],
  cleartext: ['modern', { smtp_tls_security_level: '' }],
  toPlain: ['plain', may],
  encryptToPlain: ['plain', encrypt],
  unknownLevel: ['modern', { smtp_tls_security_level: 'yes' }],
  // Protocols
  oldServer: ['old', { ...may, smtp_tls_protocols: '!SSLv2, !SSLv3' }],
  oldServerExcluded: ['old', { ...encrypt, smtp_tls_mandatory_protocols: exclusions }],
  excluded: ['modern', { ...may, smtp_tls_protocols: exclusions }],
  floor: ['modern', { ...may, smtp_tls_protocols: '>=TLSv1.2' }],
  hole: ['any', { ...may, smtp_tls_protocols: '!TLSv1.1' }],
  holeToModern: ['modern', { ...may, smtp_tls_protocols: '!TLSv1.1' }],
  holeAtEncrypt: ['modern', { ...encrypt, smtp_tls_mandatory_protocols: '!TLSv1.1' }],
  token: ['modern', { ...may, smtp_tls_protocols: 'TLS1.2' }],
  tokenAtEncrypt: ['modern', { ...encrypt, smtp_tls_mandatory_protocols: '!TLS1.0' }],
  // Ciphers
  exports: ['modern', { ...may, smtp_tls_ciphers: 'export' }],
  capitals: ['modern', { ...may, smtp_tls_ciphers: 'MEDIUM' }],
  strong: ['modern', { ...may, smtp_tls_ciphers: 'strong' }],
  strongPolicy: [
    'modern',
    { smtp_tls_security_level: 'encrypt', smtp_tls_policy_maps: 'static:{may ciphers=strong}' },
  ],
  strongUnread: ['modern', { ...encrypt, smtp_tls_ciphers: 'strong' }],
  // DANE, verification, certificates
  dane: ['modern', { smtp_tls_security_level: 'dane' }],
  daneOnly: ['modern', { smtp_tls_security_level: 'dane-only' }],
  verify: ['modern', { smtp_tls_security_level: 'verify' }],
  fingerprint: ['modern', { smtp_tls_security_level: 'fingerprint' }],
  noAuthority: ['modern', { ...may, smtp_tls_CAfile: '/nonexistent' }],
  noAuthorityAtEncrypt: ['modern', { ...encrypt, smtp_tls_CAfile: '/nonexistent' }],
  wrapped: ['modern', { ...may, smtp_tls_wrappermode: 'yes' }],
  reuse: ['modern', { ...may, smtp_tls_connection_reuse: 'yes' }],
  enforced: ['modern', { smtp_tls_security_level: '', smtp_enforce_tls: 'yes' }],
  // Others
  sasl: ['modern', { ...may, smtp_sasl_auth_enable: 'yes' }],
  loud: ['modern', { ...may, smtp_tls_loglevel: '1' }],
  silent: ['modern', { ...may, smtp_tls_loglevel: '0' }],
} satisfies Record<string, readonly [SinkName, Overrides]>;

/** Next hops that smtp does not understand. */
const nexthops = {
  bareAddress: ['::1', /valid hostname or network address required in server description: ::1/],
  openBracket: ['[127.0.0.1', /missing "\]" in server description: \[127\.0\.0\.1/],
  afterBracket: ['[127.0.0.1]x', /garbage after "\]" in server description: \[127\.0\.0\.1\]x/],
  transport: [
    'smtp:[127.0.0.1]:25',
    /valid hostname or network address required in server description: smtp:/,
  ],
  zeroPort: [
    '[127.0.0.1]:0',
    /bad network port(?: in destination: |: 0 for destination: )\[127\.0\.0\.1\]:0/,
  ],
  bigPort: [
    '[127.0.0.1]:99999',
    /bad network port(?: in destination: |: 99999 for destination: )\[127\.0\.0\.1\]:99999/,
  ],
} satisfies Record<string, readonly [string, RegExp]>;

await describeWire('outgoing mail', release => {
  let instance: Instance;
  let submission: number;
  let sinks: Record<SinkName, Sink>;

  before(async () => {
    const { key, certificate: chain } = await certificate();
    const listen = (protocols: Parameters<typeof Sink.listen>[0]['protocols']) =>
      Sink.listen({ key, certificate: chain, protocols });
    sinks = {
      modern: await listen({ min: 'TLSv1.2', max: 'TLSv1.3' }),
      any: await listen({ min: 'TLSv1', max: 'TLSv1.3' }),
      old: await listen({ min: 'TLSv1', max: 'TLSv1.1' }),
      plain: await listen(undefined),
    };
    const clients = Object.entries(services).map(([name, [sink, overrides]]) => {
      return [name, { ...overrides, nexthop: `[127.0.0.1]:${sinks[sink].port}` }] as const;
    });
    const mistyped = Object.entries(nexthops).map(([name, [nexthop]]) => [name, { nexthop }] as const);
    const started = await startServices(release, {
      servers: { submission: {} },
      clients: Object.fromEntries([...clients, ...mistyped]),
      main: [
        'relayhost = ::1',
        // smtp(8) gives TLS up once a message has waited this long, told by whole seconds of the clock: with 1s, a
        // message that comes in at the very end of a second would be sent in cleartext at its first attempt.
        'minimal_backoff_time = 2s',
        'maximal_backoff_time = 3s',
        'queue_run_delay = 1s',
      ].join('\n'),
    });
    instance = started.instance;
    submission = started.ports['submission'] ?? 0;
  });
  after(async () => {
    await instance.stop();
    for (const sink of Object.values(sinks)) sink.close();
  });

  const recipient = (name: string) => `x@${name.toLowerCase()}.test`;

  async function send(name: string): Promise<void> {
    assert.match(await sendMessage(submission, recipient(name)), /^250 /);
  }

  /** Sends a message and returns how it arrived. */
  async function delivered(name: keyof typeof services): Promise<Delivery> {
    await send(name);
    await instance.logged(new RegExp(`^${name}/smtp: .*status=sent`));
    return arrived(name);
  }

  function arrived(name: keyof typeof services): Delivery {
    const found = sinks[services[name][0]].deliveries.find(
      delivery => delivery.recipient === recipient(name),
    );
    assert.ok(found, `nothing arrived for ${recipient(name)}`);
    return found;
  }

  /** Sends a message that stays in the queue; returns the reason. */
  async function deferred(name: keyof typeof services, reason: RegExp): Promise<void> {
    await send(name);
    const line = await instance.logged(new RegExp(`^${name}/smtp: .*status=`));
    assert.match(line, /status=deferred/);
    assert.match(line, reason);
  }

  /** Waits for a later attempt that gives up TLS. */
  async function laterInCleartext(name: keyof typeof services): Promise<void> {
    await instance.logged(new RegExp(`^${name}/smtp: .*status=sent`), 12_000);
    assert.equal(arrived(name).protocol, undefined);
  }

  /** The delivery program ends instead of delivering. */
  async function dead(name: string, reason: RegExp): Promise<void> {
    await send(name);
    const line = await instance.logged(new RegExp(`^${name}/smtp: fatal: `));
    assert.match(line, reason);
  }

  it('may uses what the server offers', async () => {
    assert.equal((await delivered('sent')).protocol, 'TLSv1.3');
  });
  it('may goes without TLS where the server has none; encrypt does not', async () => {
    assert.equal((await delivered('toPlain')).protocol, undefined);
    await deferred('encryptToPlain', /TLS is required, but was not offered by host/);
  });
  it('an empty level sends cleartext', async () => {
    assert.equal((await delivered('cleartext')).protocol, undefined);
  });
  it('an unknown level is fatal', () => dead('unknownLevel', /Invalid TLS level "yes"/));

  it('!SSLv2, !SSLv3 reaches a server of TLS 1.1', async () => {
    assert.equal((await delivered('oldServer')).protocol, 'TLSv1.1');
  });
  it('the list of exclusions does not, and speaks TLS 1.3 where it can', async () => {
    await deferred('oldServerExcluded', /Cannot start TLS: handshake failure/);
    assert.equal((await delivered('excluded')).protocol, 'TLSv1.3');
  });
  it('>=TLSv1.2 is valid from 3.6 on', async () => {
    if (compareVersions(release.version, '3.6') >= 0) {
      assert.equal((await delivered('floor')).protocol, 'TLSv1.3');
    } else {
      await deferred('floor', /Cannot start TLS: handshake failure/);
    }
  });
  it('!TLSv1.1 alone leaves a client TLS 1.0 only', async () => {
    assert.equal((await delivered('hole')).protocol, 'TLSv1');
    await deferred('holeAtEncrypt', /Cannot start TLS: handshake failure/);
  });
  it('!TLSv1.1 alone at may: deferred first, then sent in cleartext', async () => {
    await deferred('holeToModern', /Cannot start TLS: handshake failure/);
    await laterInCleartext('holeToModern');
  });
  it('an invalid protocol name at may: deferred first, then sent in cleartext', async () => {
    await deferred('token', /Cannot start TLS: handshake failure/);
    await instance.logged(
      /^token\/smtp: warning: .*Invalid TLS protocol list "TLS1.2": aborting TLS session/,
    );
    await laterInCleartext('token');
  });
  it('an invalid protocol name at encrypt: deferred', () =>
    deferred('tokenAtEncrypt', /Cannot start TLS: handshake failure/));

  it('export and capitals are grades', async () => {
    assert.equal((await delivered('exports')).protocol, 'TLSv1.3');
    assert.equal((await delivered('capitals')).protocol, 'TLSv1.3');
  });
  it('an unknown grade at may: deferred first, then sent in cleartext', async () => {
    await deferred('strong', /Cannot start TLS: handshake failure/);
    await instance.logged(/^strong\/smtp: warning: .*invalid cipher grade: "strong"/);
    await laterInCleartext('strong');
  });
  it('an unknown grade in a policy at may likewise', async () => {
    await deferred('strongPolicy', /Cannot start TLS: handshake failure/);
    await laterInCleartext('strongPolicy');
  });
  it('at encrypt nobody reads the opportunistic grade', async () => {
    assert.equal((await delivered('strongUnread')).protocol, 'TLSv1.3');
  });

  it('dane without DNSSEC lookups is may, with a warning', async () => {
    assert.equal((await delivered('dane')).protocol, 'TLSv1.3');
    await instance.logged(/^dane\/smtp: warning: .*: dane configured with dnssec lookups disabled/);
  });
  it('dane-only without DNSSEC lookups sends nothing', async () => {
    await deferred('daneOnly', /client TLS configuration problem/);
    await instance.logged(/^daneOnly\/smtp: warning: .*: dane-only configured with dnssec lookups disabled/);
  });
  it('verify defers where the certificate has no known issuer', () =>
    deferred('verify', /Server certificate not (?:trusted|verified)/));
  it('smtp_enforce_tls means verify', () =>
    deferred('enforced', /Server certificate not (?:trusted|verified)/));
  it('fingerprint without fingerprints sends nothing', async () => {
    await deferred('fingerprint', /client TLS configuration problem/);
    await instance.logged(
      /^fingerprint\/smtp: warning: .*configured at fingerprint security level, but with no fingerprints/,
    );
  });
  it('a CA file that is not there means cleartext at may and no mail at encrypt', async () => {
    assert.equal((await delivered('noAuthority')).protocol, undefined);
    await instance.logged(
      /^noAuthority\/smtp: cannot load Certification Authority data, CAfile="\/nonexistent": disabling TLS/,
    );
    await deferred('noAuthorityAtEncrypt', /TLS is required, but our TLS engine is unavailable/);
  });
  it('wrappermode below encrypt sends nothing', async () => {
    await deferred('wrapped', /server unavailable or unable to receive mail/);
    await instance.logged(
      /^wrapped\/smtp: warning: smtp_tls_wrappermode requires "smtp_tls_security_level = encrypt"/,
    );
  });
  it('connection reuse without a tlsproxy service: deferred', async () => {
    await deferred('reuse', /Cannot start TLS: handshake failure/);
    await instance.logged(
      /^reuse\/smtp: warning: connect to private\/tlsproxy service: No such file or directory/,
    );
  });

  it('SASL without a password map is fatal', () =>
    dead('sasl', /specify a password table via the .smtp_sasl_password_maps. configuration parameter/));
  for (const [name, [nexthop, reason]] of Object.entries(nexthops)) {
    it(`the next hop ${nexthop} is fatal`, () => dead(name, reason));
  }
  it('relayhost = ::1 is fatal', async () => {
    await send('elsewhere');
    const line = await instance.logged(/^postfix\/smtp: fatal: /);
    assert.match(line, /valid hostname or network address required in server description: ::1/);
  });

  it('log level 1 writes a line for each session, 0 none', async () => {
    await delivered('loud');
    await delivered('silent');
    await instance.logged(
      /^loud\/smtp: Untrusted TLS connection established to 127\.0\.0\.1\[127\.0\.0\.1\]:\d+: TLSv1\.3 with cipher/,
    );
    assert.equal(
      instance.log().some(line => /^silent\/smtp: .*TLS connection/.test(line)),
      false,
    );
  });
});
