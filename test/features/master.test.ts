import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { diagnostics } from '../../server/src/features/diagnostics';
import { hover } from '../../server/src/features/hover';
import { completionsAt } from '../support/completions';
import { analyse, uncaret } from '../support/example';
import { prose } from '../support/prose';

/** The hover at `|` in a master.cf: what it is about and what it says. */
function shown(marked: string, main = 'compatibility_level = 3.6\n'): [of: string, text: string] | undefined {
  const { text, offset } = uncaret(marked);
  const analysis = analyse(main, { file: 'master', master: text });
  const found = hover(analysis, analysis.lines.positionAt(offset), prose);
  if (found?.range === undefined) return undefined;
  const { start, end } = found.range;
  const of = text.slice(analysis.lines.offsetAt(start), analysis.lines.offsetAt(end));
  return [of, (found.contents as MarkupContent).value];
}

async function offered(marked: string): Promise<string[]> {
  const { text, offset } = uncaret(marked);
  const { items } = await completionsAt(analyse('', { file: 'master', master: text }), offset);
  return items.map(({ label }) => label);
}

describe('hover in master.cf', () => {
  const cases: readonly [marked: string, of: string, words: RegExp, main?: string][] = [
    ['sm|tp inet n - y - - smtpd\n', 'smtp', /^\*\*service – [^]*Here\*\* port 25/],
    ['127.0.0.1:submission| inet n - y - - smtpd\n', '127.0.0.1:submission', /port 587/],
    ['10025| inet n - y - - smtpd\n', '10025', /^(?![^]*Here)/],
    ['slow| unix - - n - - smtp\n', 'slow', /the socket `private\/slow` below `queue_directory`/],
    ['pickup| unix n - n 60 1 pickup\n', 'pickup', /`public\/pickup`/],
    ['smtp in|et n - y - - smtpd\n', 'inet', /^\*\*type – /],
    ['smtp unix |- - y - - smtp\n', '-', /^\*\*private – [^]*Here\*\* `-` stands for `y`/],
    ['smtp unix - |n y - - smtp\n', 'n', /^\*\*unpriv – (?![^]*Here)/],
    ['smtp unix - - -| - - smtp\n', '-', /^\*\*chroot – [^]*`-` stands for `n`/],
    ['smtp unix - - -| - - smtp\n', '-', /`-` stands for `y`/, 'compatibility_level = 0\n'],
    ['pickup unix n - n 6|0 1 pickup\n', '60', /^\*\*wakeup – [^]*every 60 seconds\./],
    ['tlsmgr unix - - n 1000?| 1 tlsmgr\n', '1000?', /every 1000 seconds, once it has been used/],
    ['smtp unix - - n |- - smtp\n', '-', /nobody wakes the service/],
    ['smtp unix - - n - |- smtp\n', '-', /^\*\*maxproc – [^]*stands for 50/, 'default_process_limit = 50\n'],
    ['cleanup unix n - n - 0| cleanup\n', '0', /there is no limit/],
    ['smtp inet n - y - - |smtpd\n', 'smtpd', /^\*\*smtpd – takes mail over SMTP\*\*/],
    ['smtp unix - - y - - smtp|\n', 'smtp', /^\*\*smtp – sends mail over SMTP\*\*/],
    ['x unix - n n - - /opt/x|\n', '/opt/x', /^\*\*command – /],
    ['smtp inet n - y - - smtpd -|v\n', '-v', /^\*\*command – /],
    ['smtp inet n -\n  y - -\n# x\n  smt|pd\n', 'smtpd', /^\*\*smtpd – /],
    [
      'smtp inet n - y - - smtpd\n  -o smtpd_tls_|security_level=may\n',
      'smtpd_tls_security_level',
      /for the service `smtp` only/,
    ],
    ['smtp inet n - y - - smtpd\n  -o smtpd_tls_security_level=m|ay\n', 'may', /TLS offered/],
  ];
  for (const [marked, of, words, main] of cases) {
    it(JSON.stringify(marked), () => {
      const found = shown(marked, main);
      assert.equal(found?.[0], of);
      assert.match(found?.[1] ?? '', words);
    });
  }
  for (const marked of [
    '# sm|tp inet\n',
    '|\nsmtp inet n - y - - smtpd\n',
    'smtp inet| n -\n',
    'x unix - n n - - pipe\n  flags=D|R\n',
  ])
    it(`nothing at ${JSON.stringify(marked)}`, () => assert.equal(shown(marked), undefined));
});

describe('completion in master.cf', () => {
  const cases: readonly [marked: string, labels: string[]][] = [
    ['smtp |', ['inet', 'unix', 'pass', 'unix-dgram', 'fifo']],
    ['smtp un|ix - - n - - smtp', ['unix', 'unix-dgram']],
    ['smtp inet |', ['n']],
    ['smtp unix |', ['-', 'n', 'y']],
    ['smtp inet n |', ['-', 'n', 'y']],
    ['smtp inet n - n |', ['-', '60', '300', '1000?']],
    ['smtp inet n - n - |', ['-', '0', '1']],
    ['smtp inet n - n - - smtp|', ['smtp', 'smtpd']],
    ['smt|', []],
    ['smtp inet n - n - - smtpd |', []],
    ['  |', []],
    ['# smtp |', []],
  ];
  for (const [marked, labels] of cases)
    it(JSON.stringify(marked), async () => assert.deepEqual(await offered(marked), labels));
});

describe('diagnostics of master.cf', () => {
  it('are about the values behind -o, at their place', () => {
    const master =
      'smtp inet n - y - - smtpd\n  -o smtpd_tls_security_level=dane\n  -o { smtpd_client_restrictions = rejct }\n';
    const found = diagnostics(analyse('', { file: 'master', master }));
    assert.deepEqual(
      found
        .filter(({ severity }) => severity === 1)
        .map(({ code, range }) => [code, range.start.line, range.start.character]),
      [
        ['client-level-on-server', 1, 30],
        ['unknown-restriction', 2, 35],
      ],
    );
  });
  it('leave those of main.cf to main.cf', () => {
    const master = 'smtp inet n - y - - smtpd\n';
    assert.deepEqual(diagnostics(analyse('nonsense\n', { file: 'master', master })), []);
    assert.equal(diagnostics(analyse('nonsense\n', { master }))[0]?.code, 'missing-equals');
  });
});
