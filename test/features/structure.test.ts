import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver-types';
import { foldingRanges } from '../../server/src/features/folding';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { documentLinks } from '../../server/src/features/links';
import { outline } from '../../server/src/features/outline';
import { selectionRanges } from '../../server/src/features/selection-ranges';
import { semanticTokensLegend } from '../../server/src/features/announced';
import { semanticTokens } from '../../server/src/features/semantic-tokens';
import { workspaceSymbols } from '../../server/src/features/workspace-symbols';
import { analyse, uncaret, type AnalyseOptions } from '../support/example';

const whole = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

describe('outline', () => {
  const shape = (text: string, options?: AnalyseOptions): string[] =>
    outline(analyse(text, options)).map(
      ({ name, children }) => `${name}: ${(children ?? []).map(child => child.name).join(' ')}`,
    );

  it('groups by theme where the file has no headings', () => {
    assert.deepEqual(
      shape(
        'myhostname = a\nmydestination = b\nsmtpd_tls_security_level = may\nsmtpd_tls_loglevel = 1\nmine = 1\n',
      ),
      [
        'Identity and routing: myhostname mydestination',
        'TLS for incoming mail: smtpd_tls_security_level smtpd_tls_loglevel',
        'Own parameters: mine',
      ],
    );
  });
  it('follows the headings of the file', () => {
    const text =
      'biff = no\n\n# Who we are\nmyhostname = a\n\n### TLS ###\n# smtpd_tls_loglevel = 1\nsmtpd_tls_security_level = may\n';
    assert.deepEqual(shape(text), ['biff: ', 'Who we are: myhostname', 'TLS: smtpd_tls_security_level']);
  });
  it('takes the topic of a sentence for a heading', () => {
    const text =
      '# Outgoing mail: encrypt where the other side can.\nsmtp_tls_security_level = may\n\n# Networks\nmynetworks = 127.0.0.1\n\n# Note: this is not for everybody, think first.\nbiff = no\n';
    assert.deepEqual(shape(text), ['Outgoing mail: smtp_tls_security_level', 'Networks: mynetworks biff']);
  });
  it('takes sentences and old settings in comments for what they are', () => {
    const text =
      '# This machine is the second MX, do not change it.\nmyhostname = a\n\n# myorigin = b\nmydestination = c\n\n# x = 1\nbiff = no\n';
    assert.deepEqual(
      shape(text).map(line => line.split(':')[0]),
      ['Identity and routing', 'Local delivery'],
    );
  });
  it('shows services with their overrides in master.cf', () => {
    const master =
      'smtp inet n - y - - smtpd\n  -o smtpd_tls_security_level=may\npickup unix n - y 60 1 pickup\n';
    assert.deepEqual(shape('', { file: 'master', master }), ['smtp: smtpd_tls_security_level', 'pickup: ']);
  });
  it('keeps ranges inside their parents', () => {
    const [section] = outline(analyse('# One\na = 1\n\n# Two\nb = 2\n  c\n'));
    assert.ok((section?.range.end.line ?? 0) >= (section?.children?.[0]?.range.end.line ?? 9));
  });
});

describe('folding', () => {
  it('folds values over several lines with the comments inside, and blocks of comments', () => {
    const text = '# a\n# b\nmydestination = a,\n# in\n\n  b\n\nmyorigin = c\n';
    const folds = foldingRanges(analyse(text)).map(
      ({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? ''}`,
    );
    assert.ok(folds.includes('0-1 comment') && folds.includes('2-5 '), folds.join());
  });
  it('folds sections without the blank lines behind them, and services', () => {
    const lines = (text: string, options?: AnalyseOptions): string[] =>
      foldingRanges(analyse(text, options)).map(({ startLine, endLine }) => `${startLine}-${endLine}`);
    assert.deepEqual(lines('# One\na = 1\nb = 1\n\n\n# Two\nc = 1\nd = 1\n'), ['0-2', '5-7']);
    const master = 'smtp inet n - y - - smtpd\n  -o biff=no\npickup unix n - y 60 1 pickup\n';
    assert.deepEqual(lines('', { file: 'master', master }), ['0-1']);
  });
});

describe('selection', () => {
  /** What is selected, from the inside out. */
  function selected(marked: string, options: AnalyseOptions = {}): string[] {
    const { text, offset } = uncaret(options.file === 'master' ? (options.master ?? '') : marked);
    const analysis =
      options.file === 'master' ? analyse(marked, { ...options, master: text }) : analyse(text, options);
    const found: string[] = [];
    let range: SelectionRange | undefined = selectionRanges(analysis, [analysis.lines.positionAt(offset)])[0];
    for (; range !== undefined; range = range.parent) {
      const { start, end } = range.range;
      found.push(text.slice(analysis.lines.offsetAt(start), analysis.lines.offsetAt(end)).trim());
    }
    return found.filter((span, i) => span !== found[i - 1]);
  }
  const cases: readonly [what: string, marked: string, spans: readonly string[]][] = [
    [
      'the item to the value, the entry and the file',
      'smtpd_tls_protocols = !SSLv2, !SS|Lv3\nx = 1\n',
      [
        ...['!SSLv3', '!SSLv2, !SSLv3', 'smtpd_tls_protocols = !SSLv2, !SSLv3'],
        'smtpd_tls_protocols = !SSLv2, !SSLv3\nx = 1',
      ],
    ],
    [
      'a table type to the table',
      'alias_maps = ha|sh:/a,\n  hash:/b\n',
      ['hash', 'hash:/a', 'hash:/a,\n  hash:/b', 'alias_maps = hash:/a,\n  hash:/b'],
    ],
    [
      'an entry to its section',
      '# Names\nmyhost|name = a\n\n# Limits\nx = 1\n',
      [
        ...['myhostname', 'myhostname = a', '# Names\nmyhostname = a'],
        '# Names\nmyhostname = a\n\n# Limits\nx = 1',
      ],
    ],
  ];
  for (const [what, marked, spans] of cases)
    it(`grows from ${what}`, () => assert.deepEqual(selected(marked), spans));
  it('grows from an override to its service', () => {
    const service = 'smtp inet n - y - - smtpd\n  -o biff=no';
    assert.deepEqual(selected('', { file: 'master', master: `${service.replace('no', 'n|o')}\npickup\n` }), [
      ...['no', 'biff=no', service, `${service}\npickup`],
    ]);
  });
});

describe('links', () => {
  const targets = (text: string, uri?: string): (string | undefined)[] =>
    documentLinks(analyse(text, uri === undefined ? {} : { uri })).map(({ target }) => target);
  it('lead to files, to the sources of tables, and to addresses in comments', () => {
    assert.deepEqual(
      targets(
        'alias_maps = hash:/etc/aliases, proxy:mysql:$config_directory/v.cf\nsmtpd_tls_cert_file = /etc/ssl/a.pem\n',
      ),
      ['file:///etc/aliases', 'file:///etc/postfix/v.cf', 'file:///etc/ssl/a.pem'],
    );
    assert.deepEqual(
      targets(
        'smtp_tls_CApath = /etc/ssl/certs\nvirtual_mailbox_base = /var/mail/\nsmtpd_milters = unix:/run/x.sock\n',
      ),
      [],
    );
    assert.deepEqual(
      targets('# see https://www.postfix.org/TLS_README.html.\nmyhostname = https://no.example\n'),
      ['https://www.postfix.org/TLS_README.html'],
    );
  });
  it('lead to files however many slashes a path begins with', () => {
    assert.deepEqual(targets('smtpd_tls_cert_file = //etc/ssl/a.pem\n'), ['file:///etc/ssl/a.pem']);
  });
  it('lead to files beside files only', () => {
    const text = '# https://www.postfix.org/\nsmtpd_tls_cert_file = /etc/ssl/a.pem\n';
    const remote = 'vscode-remote://ssh-remote%2Bmail/etc/';
    assert.deepEqual(targets(text, `${remote}postfix/main.cf`)[1], `${remote}ssl/a.pem`);
    for (const uri of ['untitled:Untitled-1', 'git:/etc/postfix/main.cf?%7B%7D'])
      assert.deepEqual(targets(text, uri), ['https://www.postfix.org/']);
  });
});

describe('semantic tokens', () => {
  const decode = (text: string, options?: AnalyseOptions): string[] => {
    const analysis = analyse(text, options);
    const source = options?.file === 'master' ? (options.master ?? '') : text;
    const lines = source.split('\n');
    const { data } = semanticTokens(analysis);
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
      line += down;
      character = down === 0 ? character + right : right;
      const names = semanticTokensLegend.tokenModifiers.filter((_, bit) => (modifiers & (1 << bit)) !== 0);
      found.push(
        `${lines[line]?.slice(character, character + length)} ${[semanticTokensLegend.tokenTypes[type], ...names].join('.')}`,
      );
    }
    return found;
  };
  it('tell known, own, deprecated and overridden names apart', () => {
    assert.deepEqual(
      decode('biff = no\nmine = 1\nsmtpd_use_tls = yes\nbiff = yes\nx = $mine $myhostname\n'),
      [
        'biff property.defaultLibrary.overridden',
        'no enumMember',
        'mine property.userDefined',
        'smtpd_use_tls property.defaultLibrary.deprecated',
        'yes enumMember',
        'biff property.defaultLibrary',
        'yes enumMember',
        'x property.userDefined',
        'mine variable.userDefined',
        'myhostname variable.defaultLibrary',
      ],
    );
  });
  it('see operators, levels, networks and tables, across lines and comments', () => {
    const tokens = decode(
      'smtpd_tls_protocols = !SSLv2,\n# no\n  >=TLSv1.2\nmynetworks = [::1]/128\nalias_maps = hash:/etc/aliases\n',
    );
    for (const wanted of ['! operator', 'SSLv2 enumMember', '>= operator', '[::1]/128 number', 'hash type'])
      assert.ok(tokens.includes(wanted), `${wanted} in ${tokens.join(', ')}`);
  });
  it('take names that Postfix fills in itself for its own', () =>
    assert.deepEqual(decode('default_rbl_reply = $rbl_code\n'), [
      'default_rbl_reply property.defaultLibrary',
      'rbl_code variable.defaultLibrary',
    ]));
  it('tell which of two overrides of a service counts', () => {
    const master = 'smtp inet n - y - - smtpd\n  -o biff=yes\n  -o biff=no\n';
    assert.equal(decode('', { file: 'master', master })[0], 'biff property.defaultLibrary.overridden');
  });
  it('colour overrides in master.cf', () => {
    const master = 'smtp inet n - y - - smtpd\n  -o smtpd_tls_security_level=may\n';
    assert.deepEqual(decode('', { file: 'master', master }), [
      'smtpd_tls_security_level property.defaultLibrary',
      'may enumMember',
    ]);
  });
});

describe('inlay hints', () => {
  const hints = (text: string, expansions: boolean, defaults: boolean): unknown[] =>
    inlayHints(analyse(text, { settings: { inlayHints: { expansions, defaults } } }), whole).map(
      ({ label }) => label,
    );
  it('are off unless asked for', () =>
    assert.deepEqual(hints('a = $b\nb = 1\nbiff = yes\n', false, false), []));
  it('show what a value expands to', () =>
    assert.deepEqual(hints('myhostname = m.example.com\nmyorigin = $mydomain\n', true, false), [
      '→ example.com',
    ]));
  it('mark what is the default', () =>
    assert.deepEqual(hints('biff = yes\nmail_owner = me\nbiff = yes\n', false, true), ['(default)']));
});

describe('workspace symbols', () => {
  it('find parameters by letters in order', () => {
    const found = workspaceSymbols([analyse('smtpd_tls_security_level = may\nbiff = no\n')], 'tlslevel');
    assert.deepEqual(
      found.map(({ name }) => name),
      ['smtpd_tls_security_level'],
    );
  });
  it('find services, and say which file a name is in', () => {
    const master = 'submission inet n - y - - smtpd\n';
    const both = [analyse('biff = no\n'), analyse('', { file: 'master', master })];
    assert.deepEqual(
      workspaceSymbols(both, 'bi').map(({ name, containerName }) => `${name} ${containerName}`),
      ['biff main.cf', 'submission master.cf'],
    );
  });
});
