import assert from 'node:assert/strict';
import { tlsPolicies, type TlsPolicy } from '../../server/src/config/tls-policy';
import { configure, type ConfigureOptions } from '../support/configure';

const cert = 'smtpd_tls_cert_file = /c.pem\nsmtpd_tls_key_file = /k.pem\n';

/** `level (from) remarks`, of the service of that number. */
function summary({ level, levelFrom, remarks, isRequired }: TlsPolicy): string {
  return [level ?? '?', `(${levelFrom})`, ...(isRequired ? ['required'] : []), ...remarks].join(' ');
}

function policyOf(program: string, main: string, options?: ConfigureOptions): TlsPolicy {
  const policy = tlsPolicies(configure(main, options)).find(({ of }) => of.program === program);
  assert.ok(policy);
  return policy;
}

const levels: readonly (readonly [program: string, main: string, result: string, postfix?: string])[] = [
  ['smtpd', '', 'none (nothing)'],
  ['smtpd', `${cert}smtpd_tls_security_level = MAY`, 'may (level)'],
  ['smtpd', `${cert}smtpd_tls_security_level = encrypt`, 'encrypt (level) required'],
  ['smtpd', `${cert}smtpd_tls_security_level = verify`, 'encrypt (level) required becomes-encrypt'],
  ['smtpd', `${cert}smtpd_tls_security_level = dane`, '? (stops)'],
  ['smtpd', `${cert}smtpd_tls_security_level = yes`, '? (stops)'],
  ['smtpd', `${cert}smtpd_use_tls = yes`, 'may (use_tls)'],
  ['smtpd', `${cert}smtpd_enforce_tls = yes\nsmtpd_use_tls = yes`, 'encrypt (enforce_tls) required'],
  ['smtpd', `${cert}smtpd_tls_security_level = none\nsmtpd_use_tls = yes`, 'none (level)'],
  [
    'smtpd',
    `${cert}smtpd_tls_security_level = dane\nsmtpd_tls_wrappermode = yes`,
    'encrypt (wrappermode) required',
  ],
  ['smtpd', 'smtpd_tls_security_level = may', 'may (level) no-certificate'],
  ['smtpd', 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none', 'may (level)'],
  ['smtpd', 'smtpd_tls_security_level = $mydomain', '? (unknown)'],
  ['smtp', '', 'none (nothing)'],
  ['smtp', 'compatibility_level = 3.11', 'may (level)'],
  ['smtp', 'compatibility_level = 3.11', 'none (nothing)', '3.10'],
  ['smtp', 'smtp_use_tls = yes', 'may (use_tls)'],
  ['smtp', 'smtp_enforce_tls = yes', 'verify (enforce_tls) required'],
  ['smtp', 'smtp_enforce_tls = yes\nsmtp_tls_enforce_peername = no', 'encrypt (enforce_tls) required'],
  ['smtp', 'smtp_tls_security_level = halfdane', '? (stops)'],
  ['smtp', 'smtp_tls_security_level = dane', 'may (level) dane-becomes-may'],
  ['smtp', 'smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec', 'dane (level)'],
  [
    'smtp',
    'smtp_tls_security_level = dane\nsmtp_dns_support_level = dnssec\nsmtp_host_lookup = native',
    'may (level) dane-becomes-may',
  ],
  ['smtp', 'smtp_tls_security_level = dane\nsmtp_dns_support_level = $mydomain', 'dane (level)'],
  ['smtp', 'smtp_tls_security_level = dane-only', 'dane-only (level) required dane-only-defers'],
  ['smtp', 'smtp_tls_security_level = fingerprint', 'fingerprint (level) required no-fingerprints'],
  ['smtp', 'smtp_tls_security_level = secure', 'secure (level) required'],
  [
    'smtp',
    'smtp_tls_security_level = may\nsmtp_tls_wrappermode = yes',
    'may (level) wrappermode-needs-encrypt',
  ],
  ['lmtp', 'lmtp_tls_security_level = encrypt', 'encrypt (level) required'],
];

describe('TLS policy: level', () => {
  for (const [program, main, result, postfix] of levels) {
    it(`${program}: ${main.replace(cert, '').replaceAll('\n', ', ')} ${postfix ?? ''}`.trim(), () => {
      assert.equal(summary(policyOf(program, main, postfix === undefined ? {} : { postfix })), result);
    });
  }

  it('is that of each service', () => {
    const master = `smtp inet n - y - - smtpd
submission inet n - y - - smtpd -o smtpd_tls_security_level=encrypt
submissions inet n - y - - smtpd -o smtpd_tls_wrappermode=yes
`;
    const policies = tlsPolicies(configure(`${cert}smtpd_tls_security_level = may`, { master }));
    assert.deepEqual(policies.map(summary), [
      'may (level)',
      'encrypt (level) required',
      'encrypt (wrappermode) required',
    ]);
    assert.deepEqual(
      policies.map(({ sets }) => sets.map(({ pair }) => pair)),
      [['opportunistic'], ['mandatory'], ['mandatory']],
    );
  });

  it('of postscreen: its own level, the versions of tlsproxy, from 3.12 its own', () => {
    const options = (postfix: string): ConfigureOptions => ({
      postfix,
      master: `smtp inet n - y - 1 postscreen
smtpd pass - - y - - smtpd
tlsproxy unix - - y - 0 tlsproxy -o tlsproxy_tls_ciphers=high
`,
    });
    const main = `${cert}smtpd_tls_security_level = may`;
    const before = policyOf('postscreen', main, options('3.11'));
    assert.deepEqual([before.level, before.prefix, before.sets[0]?.grade], ['may', 'tlsproxy', 'high']);
    assert.equal(before.certificates.isConfigured, true);
    const after = policyOf('postscreen', main, options('3.12'));
    assert.deepEqual([after.level, after.prefix, after.sets[0]?.grade], ['may', 'postscreen', 'medium']);
  });
});

/** The versions that are on, and the ciphers, of each set. */
function sets(program: string, main: string, postfix = '3.7'): string[] {
  return policyOf(program, main, { postfix }).sets.map(({ pair, when, protocols, cipherList }) =>
    [
      pair,
      ...(when === undefined ? [] : [when]),
      protocols?.enabled.join(' ') ?? '?',
      cipherList ?? '?',
    ].join(' | '),
  );
}

const medium = 'aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH';
const all = 'TLSv1 TLSv1.1 TLSv1.2 TLSv1.3';

describe('TLS policy: versions and ciphers', () => {
  const server = `${cert}smtpd_tls_security_level = may\n`;
  const client = 'smtp_tls_security_level = ';
  const cases: readonly (readonly [program: string, main: string, ...sets: string[]])[] = [
    ['smtpd', server, `opportunistic | ${all} | ${medium}`],
    ['smtpd', `${server}smtpd_tls_protocols = >=TLSv1.2`, `opportunistic | TLSv1.2 TLSv1.3 | ${medium}`],
    ['smtpd', `${server}smtpd_tls_protocols = >= TLSv1.2`, `opportunistic | TLSv1.2 | ${medium}`],
    [
      'smtpd',
      `${server}smtpd_tls_exclude_ciphers = RC4, MD5:DES`,
      `opportunistic | ${all} | ${medium}:!RC4:!MD5:!DES`,
    ],
    ['smtpd', `${server}smtpd_tls_exclude_ciphers = !RC4`, `opportunistic | ${all} | ?`],
    ['smtpd', `${server}smtpd_tls_mandatory_exclude_ciphers = RC4`, `opportunistic | ${all} | ${medium}`],
    [
      'smtpd',
      `${server}smtpd_tls_ask_ccert = yes\nsmtpd_tls_exclude_ciphers = A`,
      `opportunistic | ${all} | ${medium}:!A:!aNULL`,
    ],
    ['smtpd', `${server}smtpd_tls_req_ccert = yes`, `opportunistic | ${all} | ${medium}`],
    [
      'smtpd',
      `${cert}smtpd_tls_security_level = encrypt\nsmtpd_tls_req_ccert = yes\nsmtpd_tls_exclude_ciphers = A\nsmtpd_tls_mandatory_exclude_ciphers = B`,
      `mandatory | ${all} | ${medium}:!A:!B:!aNULL`,
    ],
    ['smtpd', `${server}smtpd_tls_ciphers = strong`, `opportunistic | ${all} | ?`],
    ['smtpd', `${server}smtpd_tls_ciphers = $mydomain`, `opportunistic | ${all} | ?`],
    ['smtpd', `${server}smtpd_tls_protocols = $mydomain`, `opportunistic | ? | ${medium}`],
    ['smtpd', `${server}smtpd_tls_exclude_ciphers = $mydomain`, `opportunistic | ${all} | ?`],
    ['smtp', `${client}may\nsmtp_tls_ciphers = HIGH`, `opportunistic | ${all} | aNULL:-aNULL:HIGH:@STRENGTH`],
    ['smtp', `${client}encrypt`, `mandatory | ${all} | ${medium}:!eNULL`],
    ['smtp', `${client}secure\nsmtp_tls_exclude_ciphers = RC4`, `mandatory | ${all} | ${medium}:!RC4:!aNULL`],
    [
      'smtp',
      `${client}dane\nsmtp_dns_support_level = dnssec\nsmtp_tls_mandatory_protocols = >=TLSv1.2`,
      `mandatory | tlsa | TLSv1.2 TLSv1.3 | ${medium}:!aNULL`,
      `opportunistic | no-tlsa | ${all} | ${medium}`,
    ],
    ['smtp', `${client}none`],
  ];
  for (const [program, main, ...expected] of cases) {
    it(`${program}: ${main.replace(cert, '').replaceAll('\n', ', ')}`, () => {
      assert.deepEqual(sets(program, main), expected);
    });
  }

  it('low and export are medium from 3.8 on', () => {
    const main = 'smtp_tls_security_level = may\nsmtp_tls_ciphers = export';
    assert.match(sets('smtp', main, '3.7').join(), /LOW:EXPORT/);
    assert.match(sets('smtp', main, '3.8').join(), /HIGH:MEDIUM:!SEED/);
  });
});

describe('TLS policy: certificates', () => {
  const files = (main: string): string[] => {
    const { certificates } = policyOf('smtpd', main);
    return certificates.files.map(({ certificate, key }) => `${certificate} ${key ?? '-'}`);
  };
  it('the key is in the certificate where none is named', () => {
    assert.deepEqual(files('smtpd_tls_cert_file = /c.pem'), ['/c.pem /c.pem']);
    assert.deepEqual(files('smtpd_tls_cert_file = /c.pem\nsmtpd_tls_key_file ='), ['/c.pem /c.pem']);
    assert.deepEqual(files(`${cert}smtpd_tls_eccert_file = /e.pem`), ['/c.pem /k.pem', '/e.pem /e.pem']);
  });
  it('chain files win', () => {
    assert.deepEqual(files(`${cert}smtpd_tls_chain_files = /a.pem, /b.pem`), ['/a.pem -', '/b.pem -']);
  });
  it('says where it is not known', () => {
    assert.equal(policyOf('smtpd', 'smtpd_tls_cert_file = $mydomain').certificates.isConfigured, undefined);
    assert.equal(policyOf('smtpd', '').certificates.isConfigured, false);
    assert.equal(policyOf('smtpd', 'smtpd_tls_cert_file = none').certificates.isNone, true);
  });
});
