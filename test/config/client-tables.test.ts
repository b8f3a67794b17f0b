import assert from 'node:assert/strict';
import { parseRelease } from '../../server/src/catalogue/release';
import { clientParameters, scanTables } from '../../server/src/config/client-tables';

function scan(text: string, postfix = '3.11'): string[] {
  const { tables, files, problems } = scanTables(text, parseRelease(postfix)!);
  return [
    ...tables.map(({ type, span }) => `${type} ${text.slice(span.start, span.end)}`),
    ...files.map(({ type, path }) => `${type} file ${path}`),
    ...problems.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`),
  ];
}

const cases: readonly (readonly [text: string, ...found: string[]])[] = [
  ['a, b'],
  ['ldap:a mysql:b', 'ldap a', 'mysql b'],
  ['proxy:proxy:pgsql:a', 'pgsql a'],
  ['ldap:/etc/l.cf', 'ldap file /etc/l.cf'],
  ['ldap:./l.cf hash:a proxy:ldap nosuch:x'],
  ['ldap:', 'ldap '],
  ['unionmap:{sqlite:a, {memcache:b}}', 'sqlite a', 'memcache b'],
  ['{ ldap:a', 'ldap a', 'missing-brace { ldap:a'],
  ['{a}b', 'after-brace b'],
  ['inline:{ {a = b} }x', 'after-brace x'],
  ['a # b ldap:c', 'comment # b ldap:c'],
  ['a#b'],
  ['x:{a #b} c', 'comment #b'],
  ['pcre:{ {/a #b/ x} }'],
  ['pcre:{/a #b/ x}', 'comment #b/ x'],
];

describe('tables of database clients', () => {
  for (const [text, ...found] of cases) it(text, () => assert.deepEqual(scan(text), found));

  it('before 3.8 a # is a word, and patterns are looked into', () => {
    assert.deepEqual(scan('a # ldap:b pcre:{ {/x ldap:c/ y} }', '3.7'), ['ldap b', 'ldap c/']);
  });

  it('parameters depend on the release', () => {
    assert.ok(clientParameters('mysql', parseRelease('3.9')!).includes('charset'));
    assert.ok(!clientParameters('mysql', parseRelease('3.8')!).includes('charset'));
    assert.deepEqual(clientParameters('mongodb', parseRelease('3.8')!), []);
    assert.deepEqual(clientParameters('hash', parseRelease('3.11')!), []);
  });

  it('does not follow braces without end', () => {
    assert.ok(scan('{'.repeat(5_000)).length > 0);
  });
});
