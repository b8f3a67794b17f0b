import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MarkupContent } from 'vscode-languageserver-types';
import type { World } from '../../server/src/config/world';
import { hover } from '../../server/src/features/hover';
import { analyse, uncaret, type AnalyseOptions } from '../support/example';
import { prose } from '../support/prose';

const root = process.env['PROJECT_ROOT'] as string;
interface Shown {
  readonly text: string;
  /** The marked text of the file. */
  readonly of: string;
}

/** The hover at `|`, which stands in main.cf, or in master.cf where that is the file. */
function at(marked: string, options: AnalyseOptions = {}): Shown | undefined {
  const inMaster = options.file === 'master';
  const { text, offset } = uncaret(inMaster ? (options.master ?? '') : marked);
  const analysis = inMaster ? analyse(marked, { ...options, master: text }) : analyse(text, options);
  const shown = hover(analysis, analysis.lines.positionAt(offset), prose);
  if (shown?.range === undefined) return undefined;
  const { start, end } = shown.range;
  const [from, to] = [start, end].map(position => analysis.lines.offsetAt(position));
  return { text: (shown.contents as MarkupContent).value, of: text.slice(from, to) };
}

/** Checks what a hover is about and what it says; patterns with a leading `no: ` must not be in it. */
function says(marked: string, of: string, words: readonly string[], options?: AnalyseOptions): void {
  const shown = at(marked, options);
  assert.ok(shown, 'nothing is shown');
  assert.equal(shown.of, of);
  for (const word of words) {
    if (word.startsWith('no: ')) assert.ok(!shown.text.includes(word.slice(4)), shown.text);
    else assert.ok(shown.text.includes(word), `no ${word} in:\n${shown.text}`);
  }
}

describe('hover on names', () => {
  const cases: [title: string, marked: string, words: string[], options?: AnalyseOptions][] = [
    [
      'kind, default, and what it was before',
      'smtpd_tls_|protocols = >=TLSv1.2',
      [
        '**smtpd_tls_protocols** · a list of TLS versions · default `>=TLSv1` (changed in 3.6 from `!SSLv2, !SSLv3`)',
        'Checked by [',
        '[Postfix manual](https://www.postfix.org/postconf.5.html#smtpd_tls_protocols)',
        '**Here** this line sets it.',
      ],
    ],
    ['the default of another release', 'smtpd_tls_|protocols =', ['default `!SSLv2'], { postfix: '3.5' }],
    ['a default by level', 'append_dot_mydomain| = no', ['default `no`; below compatibility_level 1 `yes`']],
    ['the same as the default', '|biff = yes', ['It is the same as the default.']],
    ['a line that another overrides', 'bi|ff = no\nbiff = yes', ['**Overridden**: line 2 sets it to `yes`']],
    ['a line that overrides others', 'biff = no\n#\nbiff| = yes', ['It overrides line 1.']],
    ['what `$` expands to', 'myhostname = a.example\nmy|origin = $myhostname', ['Expanded: `a.example`.']],
    [
      'what only the machine knows',
      'myor|igin = $myhostname',
      ['Expanded: `<myhostname>`. The machine itself decides'],
    ],
    ['no expansion where Postfix has none', 'mail|box_command = /bin/x "$USER"', ['does not expand `$name`']],
    [
      'overrides in master.cf',
      'smtp|d_tls_security_level = may',
      ['**Overridden in master.cf** by `submission` with `encrypt` (line 2 of master.cf)'],
      { master: 'submission inet n - y - - smtpd\n -o smtpd_tls_security_level=encrypt\n' },
    ],
    [
      'an old name',
      'postscreen_|whitelist_interfaces = all',
      ['**Renamed** to `postscreen_allowlist_interfaces` in 3.6; the old name still works'],
    ],
    [
      'a deprecated one',
      'smtpd_use|_tls = yes',
      ['**Deprecated**; postconf warns from 3.9. Set `smtpd_tls_security_level` instead.'],
    ],
    ['a removed one', 'smtp_tls_|cipherlist = HIGH', ['**Removed in 2.3**.']],
    [
      'one that is too new',
      'smtpd_forbid_bare_|newline = yes',
      ['**Not in Postfix 3.5.1**, which ignores it: it came with 3.9 (and 3.5.'],
      { postfix: '3.5.1' },
    ],
    ['a twin', 'lmtp_tls_|ciphers = high', ['The rest is as for `smtp_tls_ciphers`:']],
    [
      'a member of a family',
      'slow_destination_|rate_delay = 1s',
      ['**slow_destination_rate_delay** · a time', 'no: <transport>'],
      { master: 'slow unix - - n - - smtp\n' },
    ],
    [
      'a restriction class',
      'smtpd_restriction_classes = a\n|a = reject',
      ['a restriction class of this file'],
    ],
    ['a name of the user', 'm|ine = 1\nmyorigin = $mine', ['not a parameter of Postfix', 'they get `1`']],
  ];
  for (const [title, marked, words, options] of cases) {
    it(title, () => {
      const { text, offset } = uncaret(marked);
      const of = /[\w]*$/.exec(text.slice(0, offset))?.[0] + (/^\w*/.exec(text.slice(offset))?.[0] ?? '');
      says(marked, of, words, options);
    });
  }
  it('a line of master.cf', () => {
    const master = 'smtps inet n - y - - smtpd\n -o smtpd_tls_|wrappermode=yes';
    says(
      'smtpd_tls_wrappermode = no',
      'smtpd_tls_wrappermode',
      ['**Here** for the service `smtps` only. Elsewhere `no` applies, from line 1 of main.cf.'],
      { master, file: 'master' },
    );
  });
  it('puts what the file says behind the first paragraph', () => {
    const paragraphs = at('smtpd_tls_loglevel| = 1')?.text.split('\n\n') ?? [];
    assert.match(paragraphs[2] ?? '', /^\*\*Here\*\*/);
  });
});

describe('hover on TLS parameters shows their effect', () => {
  const master = `smtp inet n - y - - smtpd
submission inet n - y - - smtpd
  -o smtpd_tls_security_level=encrypt
`;
  const base = 'smtpd_tls_security_level = may\nsmtpd_tls_chain_files = /a.pem\n';
  const cases: [title: string, marked: string, words: string[], options?: AnalyseOptions][] = [
    [
      'versions after the list',
      `${base}smtpd_tls_|protocols = >=TLSv1.1, !TLSv1.2`,
      ['**Effect**: TLSv1.1, TLSv1.3 on, SSLv3, TLSv1, TLSv1.2 off.'],
    ],
    [
      'what a client offers of a list with a hole',
      'smtp_tls_security_level = may\nsmtp_tls_|protocols = >=TLSv1.1, !TLSv1.2',
      ['**Effect**: TLSv1.1 on, SSLv3, TLSv1, TLSv1.2, TLSv1.3 off.'],
    ],
    [
      'the list of ciphers for OpenSSL',
      `${base}tls_high_cipherlist = HIGH:@STRENGTH\nsmtpd_tls_exclude_ciphers = RC4, MD5\nsmtpd_tls_|ciphers = high`,
      ['**Effect**: OpenSSL gets `HIGH:@STRENGTH:!RC4:!MD5` (grade high)'],
    ],
    [
      'a parameter that is not read',
      `${base}smtpd_tls_mandatory_|protocols = >=TLSv1.2`,
      ['**Effect**: none; at level `may` `smtpd_tls_protocols` counts.'],
    ],
    [
      'each service',
      `${base}smtpd_tls_mandatory_|protocols = >=TLSv1.2`,
      ['**Effect** on `smtp inet`: none;', '**Effect** on `submission inet`: TLSv1.2, TLSv1.3 on,'],
      { master },
    ],
    [
      'only the services that use the line',
      'smtpd_tls_|security_level = may\nsmtpd_tls_chain_files = /a.pem',
      ['**Effect** on `smtp inet`: level `may`.', 'no: on `submission'],
      { master },
    ],
    ['no TLS', 'smtpd_tls_|ciphers = high', ['**Effect**: none; there is no TLS at level `none`.']],
    [
      'an invalid list',
      `${base}smtpd_tls_|protocols = TLSv1_2`,
      ['**Effect**: no TLS: the list of versions is invalid.'],
    ],
    [
      'an old switch without effect',
      `${base}smtpd_use|_tls = yes`,
      ['**Effect**: none; `smtpd_tls_security_level` decides.'],
    ],
    ['no certificate', 'smtpd_tls_|security_level = may', ['answered with 454']],
    [
      'dane without DNSSEC',
      'smtp_tls_|security_level = dane',
      ['**Effect**: level `may`', 'dane is used as may'],
    ],
    [
      'one that depends on the machine',
      `${base}smtpd_tls_|ciphers = $daemon_directory`,
      ['depends on what is not known'],
    ],
  ];
  for (const [title, marked, words, options] of cases) {
    it(title, () => {
      const shown = at(marked, options);
      for (const word of words) {
        if (word.startsWith('no: ')) assert.ok(!shown?.text.includes(word.slice(4)), shown?.text);
        else assert.ok(shown?.text.includes(word), `no ${word} in:\n${shown?.text}`);
      }
    });
  }
});

describe('hover on values', () => {
  const cases: [marked: string, of: string, words: string[]][] = [
    ['smtpd_tls_security_level = m|ay', 'may', ['**may –', 'RFC 3207']],
    ['smtp_tls_security_level = da|ne', 'dane', ['**dane –', 'TLSA']],
    [
      'smtp_tls_protocols = !SSLv2, !SSL|v3',
      '!SSLv3',
      ['**SSLv3 –', '`!` · Switches one protocol version off'],
    ],
    ['smtp_tls_protocols = |>=TLSv1.2', '>=TLSv1.2', ['**TLSv1.2 –', '`>=` · Sets the oldest version']],
    ['smtpd_tls_mandatory_ciphers = hi|gh', 'high', ['**high –']],
    ['smtpd_tls_exclude_ciphers = aN|ULL', 'aNULL', ['**aNULL –']],
    ['smtp_tls_loglevel = |1', '1', ['**1 –']],
    ['smtpd_relay_restrictions = permit_|mynetworks', 'permit_mynetworks', ['**permit_mynetworks –']],
    ['smtpd_client_restrictions = reject_rbl_client zen.|example', 'zen.example', ['**reject_rbl_client –']],
    ['alias_maps = ha|sh:/etc/aliases', 'hash', ['**hash –', 'Berkeley DB']],
    ['alias_maps = hash:/etc/|aliases', '/etc/aliases', ['`/etc/aliases.db`, which `newaliases` makes']],
    ['virtual_alias_maps = lmdb:/etc/|v', '/etc/v', ['`postmap lmdb:/etc/v`']],
    ['virtual_alias_maps = texthash:/etc/|v', '/etc/v', ['the file itself is the table']],
    [
      'mynetworks = 127.0.0.|0/8',
      '127.0.0.0/8',
      ['16,777,216 IPv4 addresses, `127.0.0.0` to `127.255.255.255`', 'loopback'],
    ],
    ['mynetworks = [::|1]/128', '[::1]/128', ['one IPv6 address, this machine itself']],
    [
      'mynetworks = [2001:db8:|:]/32',
      '[2001:db8::]/32',
      ['2^96 IPv6 addresses', '`2001:db8:ffff:ffff:ffff:ffff:ffff:ffff`'],
    ],
    ['mynetworks = !10.0.|0.0/8', '!10.0.0.0/8', ['private (RFC 1918)', '`!` · Excludes']],
    ['mydestination = local|host', 'localhost', ['**mydestination**', 'no: PTR']],
    [
      'inet_interfaces = 2001:db8:|:1',
      '2001:db8::1',
      ['one IPv6 address', '**inet_interfaces**', 'no: Brackets are needed'],
    ],
    ['maximal_queue_lifetime = |5d', '5', ['5 days, that is 120 hours', '**maximal_queue_lifetime**']],
    ['maximal_queue_lifetime = 5d|', 'd', ['5 days, that is 120 hours', '**d –']],
    ['smtpd_timeout = |7200', '7200', ['7,200 seconds, that is 2 hours']],
    ['message_size_limit = 1024|0000', '10240000', ['about 9.8 MiB (10,240,000 bytes)']],
    ['myorigin = $my|domain', '$mydomain', ['**$mydomain**']],
    ['myhostname = mx.a.example\nmyorigin = $my|domain', '$mydomain', ['`a.example`, its default']],
    ['myorigin = $my|domain\nmydomain = b.example', '$mydomain', ['`b.example`, from line 2']],
    ['myorigin = ${no|thing}', '${nothing}', ['defined nowhere: it stands for nothing']],
    [
      'smtpd_tls_cert_file = /etc/letsencrypt/live/a/full|chain.pem',
      '/etc/letsencrypt/live/a/fullchain.pem',
      ['**fullchain.pem –'],
    ],
    ['smtpd_tls_cert_file = no|ne', 'none', ['**smtpd_tls_cert_file**']],
    ['smtp_tls_CApath = /etc/|certs', '/etc/certs', ['**certs** · a directory with trusted authorities']],
    ['virtual_transport = lmtp:unix:private/|x', 'private/x', ['a UNIX-domain socket']],
    ['mynetworks = /etc/|nets', '/etc/nets', ['**file –']],
    [
      'smtpd_restriction_classes = a\na = reject\nsmtpd_client_restrictions = |a',
      'a',
      ['from line 2: `reject`'],
    ],
    ['relayhost = [mail.|example]:587', '[mail.example]', ['**relayhost**']],
  ];
  for (const [marked, of, words] of cases) it(marked.replaceAll('\n', ' ⏎ '), () => says(marked, of, words));

  it('the service that a transport means', () => {
    const master = 'smtp inet n - y - - smtpd\nlmtp unix - - y - - lmtp\n';
    says('virtual_transport = lm|tp:unix:x', 'lmtp', ['runs `lmtp` (line 2 of master.cf)'], { master });
  });
  it('`$name` behind -o in the eyes of its service', () => {
    const master = 'smtp inet n - y - - smtpd\n -o x=2 -o myorigin=$|x\n';
    says('x = 1', '$x', ['`2`, from line 2'], { master, file: 'master' });
  });
  it('a certificate that was read', () => {
    const world: Partial<World> = {
      now: Date.UTC(2026, 0, 1),
      files: new Map([
        [
          '/a.pem',
          {
            kind: 'file',
            pem: {
              blocks: [
                {
                  kind: 'certificate',
                  certificate: {
                    names: ['mail.example'],
                    subject: 'CN=mail.example',
                    issuer: 'CN=R3',
                    selfSigned: false,
                    isAuthority: false,
                    notAfter: Date.UTC(2025, 5, 1),
                    keyType: 'rsa',
                    keyBits: 2048,
                  },
                },
              ],
            },
          },
        ],
      ]) as unknown as World['files'],
    };
    says(
      'smtpd_tls_cert_file = /a.|pem',
      '/a.pem',
      ['certificate for mail.example: issued by CN=R3, **expired on 2025-06-01**'],
      { world },
    );
  });
});

describe('hover in odd places', () => {
  for (const marked of ['# smtpd_tls|_loglevel', '|', 'biff = no\n|\nbiff = yes', 'biff| ', '  or|phan']) {
    it(`nothing at ${JSON.stringify(marked)}`, () => assert.equal(at(marked), undefined));
  }
  it('nothing in a file that is too large', () => {
    assert.equal(at(`bi|ff = no\n${'# filler\n'.repeat(700_000)}`), undefined);
  });
  it('a continued value with Windows line ends', () => {
    says('smtp_tls_protocols =\r\n  !SSLv2,\r\n# comment\r\n  !SSL|v3\r\n', '!SSLv3', ['**SSLv3 –']);
  });
  it('nothing on a comment inside a continued value', () => {
    assert.equal(at('smtp_tls_protocols =\n  !SSLv2,\n# com|ment\n  !SSLv3\n'), undefined);
  });
});

describe('hover on an article of 2017', () => {
  const article = readFileSync(path.join(root, 'test/corpus/article/main.cf'), 'utf8');
  /** What a reader of that article should know today. */
  const lessons: Readonly<Record<string, readonly string[]>> = {
    smtp_tls_security_level: ['outgoing mail', '**Effect**: level `may`', 'dane'],
    smtp_tls_loglevel: ['default `0`', 'handshake'],
    smtp_tls_ciphers: [
      '(changed in 3.0.2 from `export`)',
      '`low` and `export` mean `medium` from 3.8',
      '**Effect**: OpenSSL gets',
    ],
    smtp_tls_protocols: [
      '(changed in 3.6 from `!SSLv2, !SSLv3`)',
      'TLSv1, TLSv1.1, TLSv1.2, TLSv1.3 on, SSLv3 off',
      'RFC 9325',
    ],
    smtp_tls_CAfile: ['trusted authorities', '`may`'],
    smtpd_tls_ask_ccert: ['certificate', 'client'],
    smtpd_tls_security_level: ['incoming mail', 'RFC 3207', '**Effect**: level `may`'],
    smtpd_tls_loglevel: ['default `0`'],
    smtpd_tls_cert_file: ['smtpd_tls_chain_files'],
    smtpd_tls_key_file: ['smtpd_tls_chain_files'],
    smtpd_tls_CAfile: ['client'],
    smtpd_tls_CApath: ['client'],
    smtpd_tls_ciphers: ['(changed in 3.0.2 from `export`)', '`medium`', 'cleartext'],
    smtpd_tls_exclude_ciphers: ['3.8', '**Effect**: OpenSSL gets'],
    smtpd_tls_protocols: ['(changed in 3.6 from `!SSLv2, !SSLv3`)', '**Effect**: TLSv1, TLSv1.1'],
    smtp_address_preference: ['`ipv6`', 'default `any`'],
  };
  it('has all its parameters', () => {
    const names = [...article.matchAll(/^(\w+) =/gm)].map(match => match[1] ?? '');
    assert.deepEqual(names, Object.keys(lessons));
  });
  for (const [name, words] of Object.entries(lessons)) {
    it(name, () => {
      const marked = article.replace(`\n${name} =`, `\n${name}| =`);
      says(marked, name, [...words, `https://www.postfix.org/postconf.5.html#${name}`]);
      assert.ok((at(marked)?.text.length ?? 0) > 600);
    });
  }
  it('answers within 5 ms', () => {
    const analysis = analyse(article);
    const offsets = [...article.matchAll(/^\w+ = \S/gm)].flatMap(({ index, 0: text }) => [
      index,
      index + text.length,
    ]);
    const positions = offsets.map(offset => analysis.lines.positionAt(offset));
    for (const position of positions) hover(analysis, position, prose);
    const start = performance.now();
    for (const position of positions) hover(analysis, position, prose);
    assert.ok((performance.now() - start) / positions.length < 5);
  });
});
