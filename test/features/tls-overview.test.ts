import assert from 'node:assert/strict';
import { overviewPage } from '../../client/src/overview/page';
import type { Card } from '../../protocol/overview';
import type { CertificateFacts, FileFact } from '../../server/src/config/world';
import { tlsOverview } from '../../server/src/features/tls-overview';
import { analyse, type AnalyseOptions } from '../support/example';

const master = `smtp inet n - y - - smtpd
submission inet n - y - - smtpd
  -o smtpd_tls_security_level=encrypt
submissions inet n - y - - smtpd
  -o smtpd_tls_wrappermode=yes
127.0.0.1:10025 inet n - y - - smtpd
smtp unix - - y - - smtp
relay unix - - y - - smtp
slow unix - - y - - smtp
  -o smtp_tls_security_level=none
lmtp unix - - y - - lmtp
`;
const certificate = 'smtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = /etc/ssl/mail.key\n';

function cards(main: string, options: AnalyseOptions = {}): readonly Card[] {
  return tlsOverview(analyse(main, options)).sections.flatMap(section => section.cards ?? []);
}

function cardOf(main: string, heading: RegExp, options: AnalyseOptions = {}): Card {
  const found = cards(main, options).find(card => heading.test(card.heading));
  assert.ok(found, `no card ${String(heading)}`);
  return found;
}

function row(card: Card, label: string): string {
  const found = card.rows.find(each => each.label === label);
  if (found === undefined) return '';
  const badges = (found.badges ?? []).map(({ text, off }) => `${off === true ? '-' : ''}${text}`);
  return [found.text, ...badges, found.note].filter(part => part !== undefined).join(' ');
}

describe('the TLS overview', () => {
  it('has a card for each service of master.cf that speaks SMTP', () => {
    assert.deepEqual(
      cards(certificate, { master }).map(({ heading }) => heading),
      [
        'Port 25, from other mail servers – smtp inet smtpd',
        'Port 587, from users (submission) – submission inet smtpd',
        'Port 465, from users, TLS from the start (submissions) – submissions inet smtpd',
        'For this machine only – 127.0.0.1:10025 inet smtpd',
        'To other mail servers – smtp unix smtp',
        'To the domains that we relay for – relay unix smtp',
        'Another client – slow unix smtp',
        'Addresses',
      ],
    );
  });

  const server = /^Port 25/;
  const client = /^To other mail servers/;
  const verdicts: readonly [main: string, heading: RegExp, verdict: string, tone: string][] = [
    ['', server, 'no TLS', 'notice'],
    [`smtpd_tls_security_level = may\n${certificate}`, server, 'TLS when possible', 'good'],
    [`smtpd_tls_security_level = encrypt\n${certificate}`, server, 'TLS required', 'good'],
    ['smtpd_tls_security_level = may\n', server, 'TLS is broken', 'problem'],
    [`smtpd_tls_security_level = dane\n${certificate}`, server, 'does not start', 'problem'],
    ['smtpd_tls_security_level = ${x\n', server, 'not known', 'neutral'],
    [
      `smtpd_tls_security_level = may\nsmtpd_tls_protocols = TLS1.2\n${certificate}`,
      server,
      'TLS is broken',
      'problem',
    ],
    ['smtp_tls_security_level = may\n', client, 'TLS when possible', 'good'],
    ['smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec\n', client, 'DANE', 'good'],
    ['smtp_tls_security_level = dane\n', client, 'TLS when possible', 'good'],
    ['smtp_tls_security_level = dane-only\n', client, 'TLS is broken', 'problem'],
    ['smtp_tls_security_level = fingerprint\n', client, 'TLS is broken', 'problem'],
    ['smtp_tls_wrappermode = yes\n', client, 'TLS is broken', 'problem'],
    ['smtp_tls_security_level = mya\n', client, 'does not start', 'problem'],
    ['inet_interfaces = loopback-only\n', /^For this machine only/, 'no TLS', 'neutral'],
  ];
  for (const [main, heading, verdict, tone] of verdicts) {
    it(`says "${verdict}" of ${JSON.stringify(main.slice(0, 60))}`, () => {
      const { badge } = cardOf(main, heading);
      assert.deepEqual([badge?.text, badge?.tone], [verdict, tone]);
    });
  }

  it('shows which versions are on, and the ciphers as OpenSSL gets them', () => {
    const main = `smtpd_tls_security_level = may\nsmtpd_tls_protocols = >=TLSv1.2\nsmtpd_tls_exclude_ciphers = MD5\n${certificate}`;
    const card = cardOf(main, server, { master });
    assert.equal(row(card, 'Versions'), '-SSLv3 -TLSv1 -TLSv1.1 TLSv1.2 TLSv1.3');
    assert.match(row(card, 'Ciphers'), /^aNULL:.*:!MD5 grade medium/);
    assert.equal(
      row(card, 'Who can talk to us'),
      'Everybody: with TLS those that speak TLS 1.2 or newer, the others in cleartext.',
    );
  });
  it('shows both sets where DANE may find records', () => {
    const card = cardOf(
      'smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec\nsmtp_tls_mandatory_protocols = >=TLSv1.3\n',
      client,
    );
    assert.equal(row(card, 'Versions (with TLSA records)'), '-SSLv3 -TLSv1 -TLSv1.1 -TLSv1.2 TLSv1.3');
    assert.equal(row(card, 'Versions (without TLSA records)'), '-SSLv3 TLSv1 TLSv1.1 TLSv1.2 TLSv1.3');
  });
  it('takes what a service overrides, and says in which line', () => {
    const card = cardOf(`smtpd_tls_security_level = may\n${certificate}`, /^Port 587/, { master });
    assert.equal(row(card, 'Level'), 'encrypt');
    const { location } = card.rows.find(({ label }) => label === 'Level') ?? {};
    assert.deepEqual([location?.uri, location?.line], ['file:///etc/postfix/master.cf', 2]);
    assert.equal(row(cardOf(certificate, /^Port 465/, { master }), 'Level'), 'TLS from the first byte');
    assert.equal(row(cardOf(certificate, /slow/, { master }), 'Level'), 'none');
  });

  const day = 86_400_000;
  const now = Date.UTC(2026, 0, 1);
  const facts: CertificateFacts = {
    subject: 'CN=mail.example.com',
    issuer: 'CN=R3',
    selfSigned: false,
    isAuthority: false,
    notBefore: now - day,
    notAfter: now,
    names: ['mail.example.com', 'example.com'],
    publicKeyId: undefined,
    keyType: 'ec',
    keyBits: 256,
    signatureDigest: 'sha256',
  };
  const found = (notAfter: number): FileFact => ({
    kind: 'file',
    mode: 0o644,
    pem: { blocks: [{ kind: 'certificate', certificate: { ...facts, notAfter } }] },
  });
  const certificates: readonly [what: string, fact: FileFact, text: string, tone: string | undefined][] = [
    [
      'with its names and days',
      found(now + 60 * day),
      '/etc/ssl/mail.pem valid until 2026-03-02 (60 days) mail.example.com, example.com',
      'good',
    ],
    [
      'that ends soon',
      found(now + 3.5 * day),
      '/etc/ssl/mail.pem valid until 2026-01-04 (3 days) mail.example.com, example.com',
      'notice',
    ],
    [
      'that has ended',
      found(now - 2 * day),
      '/etc/ssl/mail.pem expired 2025-12-30 mail.example.com, example.com',
      'problem',
    ],
    ['that is missing', { kind: 'missing' }, '/etc/ssl/mail.pem missing', 'problem'],
    ['that nobody may read', { kind: 'unknown' }, '/etc/ssl/mail.pem', undefined],
  ];
  for (const [what, fact, text, tone] of certificates) {
    it(`shows a certificate ${what}`, () => {
      const card = cardOf(`smtpd_tls_security_level = may\n${certificate}`, server, {
        master,
        world: { now, isInstalled: true, files: new Map([['/etc/ssl/mail.pem', fact]]) },
      });
      assert.equal(row(card, 'Certificate'), text);
      assert.equal(card.rows.find(({ label }) => label === 'Certificate')?.badges?.[0]?.tone, tone);
    });
  }
  it('says that there is no certificate, or that none is meant', () => {
    assert.equal(row(cardOf('smtpd_tls_security_level = may\n', server), 'Certificate'), 'not set');
    assert.match(
      row(cardOf('smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n', server), 'Certificate'),
      /on purpose/,
    );
  });

  const addresses: readonly [main: string, badge: string][] = [
    ['', 'IPv4 and IPv6'],
    ['inet_protocols = ipv4, ipv6\n', 'IPv4 and IPv6'],
    ['inet_protocols = ipv4\n', 'ipv4 only'],
    ['inet_protocols =\n', 'no protocol'],
  ];
  for (const [main, badge] of addresses)
    it(`says ${badge} of ${JSON.stringify(main)}`, () =>
      assert.equal(cardOf(main, /^Addresses/).badge?.text, badge));

  const steps = (main: string, options?: AnalyseOptions) => {
    const section = tlsOverview(analyse(main, options)).sections.at(-1);
    return { texts: (section?.steps ?? []).map(({ text }) => text), section };
  };
  it('says what to do next, the worst first, each with its place', () => {
    const { section } = steps(
      `smtp_tls_security_level = may\nsmtp_tls_protocols = !SSLv2\n${certificate}smtpd_tls_security_level = dane\n`,
    );
    assert.equal(section?.steps?.[0]?.tone, 'problem');
    assert.match(section?.steps?.[0]?.text ?? '', /smtpd does not start/);
    assert.equal(section?.steps?.[0]?.location?.line, 4);
  });
  it('asks for TLS where there is none, but not on a machine that takes no mail', () => {
    assert.equal(steps('').texts.length, 2);
    assert.deepEqual(steps('inet_interfaces = loopback-only\nsmtp_tls_security_level = may\n').texts, []);
    assert.match(
      steps('inet_interfaces = loopback-only\nsmtp_tls_security_level = may\n').section?.summary ?? '',
      /^Nothing/,
    );
  });
  it('says once that there is no TLS, whichever rule says so', () => {
    const count = (main: string, about: RegExp, options?: AnalyseOptions): number =>
      steps(main, options).texts.filter(text => about.test(text)).length;
    const stock = 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\n';
    assert.equal(count('myhostname = a.example\n', /smtp_tls_security_level/, { master: stock }), 1);
    assert.equal(count('relayhost = [mail.example]:465\n', /smtp_tls_security_level/), 1);
    const passwords =
      'relayhost = [mail.example]:587\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = static:a:b\nsmtp_sasl_security_options = noanonymous\n';
    assert.equal(count(passwords, /smtp_tls_security_level/), 1);
    assert.equal(count(certificate, /smtpd_tls_security_level/), 1);
  });
  it('says that there is no TLS although a finding about something else names the parameter', () =>
    assert.match(
      steps('compatibility_level = 3.6\n').texts.join('\n'),
      /^Mail goes out without TLS. Set smtp_tls_security_level/m,
    ));
  it('looks the same from master.cf', () => {
    const main = `smtpd_tls_security_level = may\n${certificate}`;
    assert.deepEqual(
      tlsOverview(analyse(main, { master, file: 'master' })),
      tlsOverview(analyse(main, { master })),
    );
  });
  it('can be drawn', () => {
    const page = overviewPage(tlsOverview(analyse(certificate, { master })), 'nonce');
    assert.match(page, /Port 587/);
  });
});
