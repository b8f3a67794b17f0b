import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { EffectiveMode } from '../../protocol/messages';
import { effectiveText } from '../../server/src/features/effective';
import { showConfiguration } from '../../server/src/main/cli/show';
import { rules } from '../../server/src/rules/index';
import { analyse, type AnalyseOptions } from '../support/example';
import { mistakenFiles } from '../support/generated-files';

/** The settings of an effective configuration, without its comments. */
function settings(main: string, mode: EffectiveMode, options: AnalyseOptions = {}): string[] {
  return effectiveText(analyse(main, options), mode)
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
}

/** What `maincf show` prints of the same files; undefined where postconf would stop. */
function shown(main: string, master: string, postfix: string, expand: boolean): string[] | undefined {
  const { lines, fatal } = showConfiguration({
    mainCf: main,
    masterCf: master,
    release: postfix,
    expand,
    defaults: false,
    directory: '/etc/postfix',
    host: { hostName: 'mail', interfaces: [], hosts: new Map(), built: new Map() },
  });
  // Which folder it is, postconf says of itself; sorting is by bytes in both.
  return fatal === undefined ? lines.filter(line => !line.startsWith('config_directory =')) : undefined;
}

describe('the effective configuration', () => {
  const samples = path.join(process.env.PROJECT_ROOT as string, 'test/corpus/samples');
  for (const name of readdirSync(samples)) {
    it(`is what maincf show prints: ${name}`, () => {
      const main = readFileSync(path.join(samples, name, 'main.cf'), 'utf8');
      for (const postfix of ['3.5', '3.7', '3.11'])
        assert.deepEqual(settings(main, 'set', { postfix, master: '' }), shown(main, '', postfix, false));
    });
  }

  it('is what maincf show prints, of any file that it reads', () => {
    fc.assert(
      fc.property(mistakenFiles(rules), ({ main, master = '', postfix }) => {
        const expected = shown(`${main}\nmynetworks = 127.0.0.1\n`, master, postfix, false);
        if (expected === undefined) return;
        const text = `${main}\nmynetworks = 127.0.0.1\n`;
        assert.deepEqual(settings(text, 'set', { postfix, master }), expected);
      }),
      { numRuns: process.env.DEEP === undefined ? 300 : 10_000 },
    );
  });

  const cases: readonly [what: string, mode: EffectiveMode, main: string, expected: string[]][] = [
    ['the last value', 'set', 'biff = yes\nbiff = no\n', ['biff = no']],
    ['the order of the alphabet', 'set', 'soft_bounce = no\nbiff = no\n', ['biff = no', 'soft_bounce = no']],
    ['blanks as one', 'set', 'mydestination = a,\r\n\t# x\r\n\tb\r\n', ['mydestination = a, b']],
    ['other white space as it is', 'set', 'smtpd_banner = a\u00a0 b\n', ['smtpd_banner = a\u00a0 b']],
    ['an empty value', 'set', 'relayhost =\n', ['relayhost =']],
    ['own names that are used', 'set', 'a = 1\nb = 2\nmyorigin = $a\n', ['a = 1', 'myorigin = $a']],
    [
      'transports of any name without a master.cf',
      'set',
      'slow_destination_rate_delay = 1s\n',
      ['slow_destination_rate_delay = 1s'],
    ],
    [
      'values put together',
      'expanded',
      'a = 1\nmyorigin = $a.$mydomain\nmydomain = x\n',
      ['a = 1', 'mydomain = x', 'myorigin = 1.x'],
    ],
    ['what only the machine knows', 'expanded', 'myorigin = $myhostname\n', ['myorigin = <myhostname>']],
    ['nothing that cannot be expanded', 'expanded', 'myorigin = ${a\n', []],
    [
      'what differs from the default',
      'defaults-diff',
      'biff = yes\nsoft_bounce = yes\nbiff = yes\n',
      ['soft_bounce = yes'],
    ],
  ];
  for (const [what, mode, main, expected] of cases)
    it(`has ${what}`, () => assert.deepEqual(settings(main, mode), expected));

  it('says what is not read, what the default is, and what master.cf adds', () => {
    const master = 'smtp inet n - n - - smtpd -o biff=no\n';
    const main = 'smtputf_enable = yes\nprocess_name = x\nrelayhost = [a]\nmyorigin = ${\n';
    const set = effectiveText(analyse(main, { master, postfix: '3.7' }), 'set');
    assert.match(set, /# Postfix 3\.7 does not read:\n# process_name = x\n# smtputf_enable = yes\n$/);
    assert.match(set, /^# master\.cf sets one parameter more/m);
    assert.match(effectiveText(analyse(main), 'defaults-diff'), /# default: \(empty\)\nrelayhost = \[a\]/);
    assert.match(effectiveText(analyse(main), 'expanded'), /# cannot be expanded.*: myorigin = \$\{/);
  });
  it('says where the machine decides the default, and follows what main.cf derives', () => {
    const main = 'myhostname = mail.example.com\nmydomain = example.com\nmynetworks = 127.0.0.1\n';
    const text = effectiveText(analyse(main), 'defaults-diff');
    assert.match(text, /# default: taken from the machine\nmyhostname = /);
    assert.match(text, /# default: taken from the machine\nmynetworks = /);
    assert.doesNotMatch(text, /^mydomain/m);
  });
  it('of a template keeps its placeholders and says so', () => {
    const text = effectiveText(analyse('myhostname = {{ fqdn }}\n', { name: 'main.cf.j2' }), 'set');
    assert.match(text, /template[^]*\nmyhostname = \{\{ fqdn \}\}\n/);
  });
});
