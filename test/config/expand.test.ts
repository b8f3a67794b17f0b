import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configure } from '../support/configure';

/** What mydestination becomes in a main.cf; the reason where it fails. */
function expand(value: string, main = '', postfix?: string): string {
  const config = configure(`${main}\nmydestination = ${value}\n`, postfix === undefined ? {} : { postfix });
  const { text, failure } = config.value('mydestination');
  return failure === undefined ? text : `!${failure}`;
}

const cases: readonly (readonly [value: string, main: string, expanded: string, postfix?: string])[] = [
  ['$a', 'a = $b\nb = c', 'c'],
  ['$nosuch|${nosuch?x}|${nosuch:y}', '', '||y'],
  ['$$a $$$a', 'a = 1', '$a $1'],
  ['${a?T}${b?T}${a:F}${b:F}', 'a = 1\nb =', 'TF'],
  ['${a?{x}:{y}} ${b?{x}:{y}}', 'a = 1\nb =', 'x y'],
  ['${{1} == {01}}|${{a} == {a}}|${{a} == {b}}|', '', 'true|true||'],
  ['${{10} > {9} ? {n} : {s}} ${{a10} > {a9} ? {n} : {s}} ${{-1} < {0} ? {s} : {n}}', '', 'n s s'],
  ['${{1} != {2}?a}${{1} <= {1}?b}${{2} >= {3}?c}${{1} < {2}?d}${{a} > {b}?e}', '', 'abd'],
  ['${{3.10} < {3.6} ? {text} : {number}}', '', 'text'],
  ['${{3.10} <level {3.6} ? {old} : {new}}', '', 'new'],
  ['${{3.6} ==level {3.6.0} ? {same} : {other}}', '', 'same'],
  ['${{1} <level {2}}', '', '!operand-expected', '3.5'],
  ['${{abc} <level {2}}', '', '!bad-level'],
  ['${{99999999999999999999} == {1}}', '', '!bad-number'],
  [
    '${domain_to_ascii{bücher.example}} ${domain_to_utf8{xn--bcher-kva.example}}',
    '',
    'xn--bcher-kva.example bücher.example',
  ],
  ['${domain_to_ascii{a}}', '', '!bad-name', '3.10'],
  ['${domain_to_ascii{}}', '', '!bad-domain'],
  ['${domain_to_utf8{xn--!}}', '', '!bad-domain'],
  ['$a', 'a = $a', '!nesting'],
  ['$a', 'a = $b\nb = x$a', '!nesting'],
  ['$a', 'a = ${{$a} == {} ? {x} : {y}}', '!nesting'],
  ['${a', '', '!truncated'],
  // An error in a branch that is not taken does no harm.
  ['${nosuch?{a$}:{b}}', '', 'b'],
  ['$smtpd_reject_footer', 'smtpd_reject_footer = \\c. $mail_name\nmail_name = M', '\\c. M'],
  ['$virtual_maps|$process_name|', 'process_name = x', '|<process_name>|'],
];

describe('expansion', () => {
  for (const [value, main, expanded, postfix] of cases) {
    it(`${value}${main === '' ? '' : ` with ${main.replaceAll('\n', ', ')}`}`, () => {
      assert.equal(expand(value, main, postfix), expanded);
    });
  }

  it('leaves raw parameters alone', () => {
    assert.equal(
      configure('mailbox_command = /x "$EXTENSION"').value('mailbox_command').text,
      '/x "$EXTENSION"',
    );
  });

  it('says which names are undefined, and which only the machine knows', () => {
    const { text, undefinedNames, unknown } = configure('smtpd_banner = $nosuch $myhostname').value(
      'smtpd_banner',
    );
    assert.deepEqual([text, undefinedNames, unknown], [' <myhostname>', ['nosuch'], ['myhostname']]);
  });

  it('counts depth as Postfix does: a chain of a hundred names is fine, one more is not', () => {
    const chain = (length: number): string =>
      Array.from({ length }, (_, i) => `n${i} = ${i + 1 === length ? 'end' : `$n${i + 1}`}`).join('\n');
    assert.equal(expand('$n0', chain(100)), 'end');
    assert.equal(expand('$n0', chain(101)), '!nesting');
  });

  it('gives up on values that double with each level', () => {
    const doubled = Array.from({ length: 60 }, (_, i) => `n${i} = $n${i + 1}$n${i + 1}`).join('\n');
    assert.equal(expand('$n0', `${doubled}\nn60 = x`), '!nesting');
    assert.equal(expand('$n0', `${doubled}\nn60 =`), '!nesting');
  });

  it('terminates on any references', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'mydestination', 'relay_domains');
    const piece = fc.oneof(
      fc.constantFrom('x', ' ', '$$', '${', '$'),
      name.map(text => `$${text}`),
      name.map(text => `\${${text}?{$a}:{$b}}`),
      name.map(text => `\${{$${text}} == {1} ? {$c} : {}}`),
    );
    const value = fc.array(piece, { maxLength: 4 }).map(pieces => pieces.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), entries => {
        const config = configure(entries.map(([key, text]) => `${key} = ${text}\n`).join(''));
        for (const [key] of entries) assert.equal(typeof config.value(key).text, 'string');
      }),
      { numRuns: 500 },
    );
  });
});
