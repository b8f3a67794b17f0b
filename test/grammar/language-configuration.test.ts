import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listKinds } from '../../server/src/catalogue/kind';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { uncaret } from '../support/example';

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly appendText?: string; readonly removeText?: number };
}

interface LanguageConfiguration {
  readonly wordPattern: string;
  readonly brackets: readonly (readonly [string, string])[];
  readonly onEnterRules: readonly EnterRule[];
}

const read = (name: string): LanguageConfiguration =>
  JSON.parse(
    readFileSync(path.join(process.env['PROJECT_ROOT'] as string, 'syntaxes', name), 'utf8'),
  ) as LanguageConfiguration;

const main = read('language-configuration.json');
const master = read('master-language-configuration.json');

/** The line as Enter leaves it: the first rule that matches decides; without one the indent stays as it was. */
function enter(marked: string): string {
  const { text, offset } = uncaret(marked);
  const before = text.slice(0, offset);
  const after = text.slice(offset);
  const rule = main.onEnterRules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
  const { appendText = '', removeText = 0 } = rule?.action ?? {};
  const indent = /^\s*/.exec(before)?.[0] ?? '';
  return `${before}\n${indent.slice(0, Math.max(0, indent.length - removeText))}${appendText}${after}`;
}

describe('language configuration', () => {
  it('takes names, references and exclusions for one word each', () => {
    for (const { wordPattern } of [main, master]) {
      const words = 'smtpd_tls_protocols = !SSLv2, >=TLSv1.2 $mine policyd-spf_time_limit'.match(
        new RegExp(wordPattern, 'g'),
      );
      assert.deepEqual(words, [
        'smtpd_tls_protocols',
        '!SSLv2',
        'TLSv1.2',
        '$mine',
        'policyd-spf_time_limit',
      ]);
    }
  });
  it('knows the brackets of the format', () =>
    assert.deepEqual(main.brackets.map(pair => pair.join('')).sort(), ['()', '[]', '{}']));

  const cases: readonly [what: string, marked: string, result: string][] = [
    ['goes on in a comment that is split', '# one |two', '# one \n# two'],
    ['leaves a comment at its end', '# one|', '# one\n'],
    ['indents behind a comma', 'mydestination = a,|', 'mydestination = a,\n    '],
    ['indents below a list without items', 'mynetworks =|', 'mynetworks =\n    '],
    ['does not indent below another empty value', 'relayhost =|', 'relayhost =\n'],
    ['does not indent behind a complete entry', 'myhostname = a|', 'myhostname = a\n'],
    ['keeps the indent of a list that goes on', '  a,|', '  a,\n  '],
    ['ends a list behind its last item', '  a|', '  a\n'],
    ['indents the rest of a value that is split', 'mynetworks = a |b', 'mynetworks = a \n    b'],
    ['keeps the indent of a line that is split', '  a |b', '  a \n  b'],
    ['does not indent another entry', 'biff = no|relayhost = a', 'biff = no\nrelayhost = a'],
    ['does not indent within a name', 'my|hostname = a', 'my\nhostname = a'],
  ];
  it('Enter indents behind the = of all parameters that take a list, and of no other', () => {
    const indented = (name: string): boolean => enter(`${name} =|`).endsWith('\n    ');
    const { parameters } = loadCatalogue();
    assert.deepEqual(
      parameters.filter(({ name }) => indented(name)).map(({ name }) => name),
      parameters.filter(({ kind }) => listKinds.has(kind.type)).map(({ name }) => name),
    );
    for (const name of ['smtpd_tls_protocols', 'postscreen_dnsbl_sites', 'inet_interfaces'])
      assert.ok(indented(name), name);
  });
  for (const [what, marked, result] of cases) it(`Enter ${what}`, () => assert.equal(enter(marked), result));
});
