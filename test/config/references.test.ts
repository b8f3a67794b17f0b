import assert from 'node:assert/strict';
import { definitionsOf, nameAt, referencesTo, type NameOccurrence } from '../../server/src/config/references';
import { configure } from '../support/configure';

const main = `foo = 1
smtpd_banner = $foo \${foo?{$bar}:{x}},
 # $foo
 $(foo)
foo = 2
smtpd_restriction_classes = strict
strict = reject
smtpd_recipient_restrictions = permit_mynetworks, strict
virtual_alias_maps = proxy:ldap:users
users_server_host = x
`;
const master = `smtp inet n - n - - smtpd
  -o { smtpd_banner = $foo }
  -o foo=3
`;
const config = configure(main, { master });

function show(occurrences: readonly NameOccurrence[]): string[] {
  return occurrences.map(({ file, span, how }) => {
    const text = file === 'main' ? main : master;
    const line = text.slice(0, span.start).split('\n').length;
    return `${file}:${line} ${text.slice(span.start, span.end)} (${how})`;
  });
}

describe('references', () => {
  it('finds all definitions of a name', () => {
    assert.deepEqual(show(definitionsOf(config, 'foo')), [
      'main:1 foo (definition)',
      'main:5 foo (definition)',
      'master:3 foo (definition)',
    ]);
  });
  it('finds references of every form, over several lines, in both files', () => {
    assert.deepEqual(show(referencesTo(config, 'foo')), [
      'main:2 foo (expression)',
      'main:2 foo (expression)',
      'main:4 foo (expression)',
      'master:2 foo (expression)',
    ]);
    assert.deepEqual(show(referencesTo(config, 'bar')), ['main:2 bar (expression)']);
  });
  it('finds restriction classes where they are listed and used', () => {
    assert.deepEqual(show(referencesTo(config, 'strict')), [
      'main:6 strict (restriction-class)',
      'main:8 strict (restriction-class)',
    ]);
  });
  it('finds the table that a parameter belongs to', () => {
    assert.deepEqual(show(referencesTo(config, 'users_server_host')), ['main:9 users (table)']);
    assert.deepEqual(referencesTo(config, 'users_bind'), []);
  });
  it('knows the name under an offset', () => {
    const at = (file: 'main' | 'master', text: string): string | undefined =>
      nameAt(config, file, (file === 'main' ? main : master).indexOf(text))?.name;
    assert.equal(at('main', 'bar}'), 'bar');
    assert.equal(at('main', 'foo = 2'), 'foo');
    assert.equal(at('master', 'foo }'), 'foo');
    assert.equal(at('main', 'permit_mynetworks'), undefined);
  });
});
