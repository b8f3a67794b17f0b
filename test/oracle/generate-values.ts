/** Arbitrary values: words in any layout, with whatever else Postfix lets stand there. */
import fc from 'fast-check';

/** Stands in a generated text for a byte that no UTF-8 text has. */
export const stray = '\uf8ff';

/** A value: words in any layout, some of them odd. */
export function value(expression: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const word = fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...plainWords) },
    { weight: 8, arbitrary: expression },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('a', 'hash:/', '-', '"'), expression, fc.constantFrom('', 'b', '.c', ':d'))
        .map(parts => parts.join('')),
    },
    { weight: 2, arbitrary: fc.constantFrom(...oddWords) },
    { weight: 2, arbitrary: fc.constantFrom(...tableWords) },
  );
  // What swallows all that follows stands last.
  const last = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fc.constantFrom(' # comment', ' #', ',#c') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(' { open', ' {a}b', ' inline:{ {a = b}', ' inline:{a=b}x y', ' \\', ' a\0b'),
    },
  );
  return fc.tuple(layout(word), last).map(parts => parts.join(''));
}

const plainWords = [
  'a',
  'b',
  'yes',
  'no',
  '10',
  '30s',
  'permit',
  'reject',
  'example.com',
  '[::1]/128',
  '127.0.0.0/8',
  '!SSLv2',
  '>=TLSv1.2',
  '/etc/x',
  '$$',
  '-1',
  'a=b',
  '=',
];
const oddWords = [
  'bücher',
  `b${stray}`,
  'a#b',
  "'x",
  '"a b"',
  '}',
  'x{y}z',
  '{ a b }',
  '{}',
  '\\',
  'à',
  '\u00a0',
  'a\vb',
  'a\fb',
  'a\rb',
  '\u2028',
  '(',
  ')',
  '?',
  '%',
];
const tableWords = [
  'hash:/x',
  'ldap:tbl',
  'proxy:mysql:tbl',
  'pgsql:tbl',
  'sqlite:tbl',
  'memcache:tbl',
  'nosuch:tbl',
  'static:{a b}',
  'inline:{ {a = b} }',
  'unionmap:{ldap:tbl, static:x}',
  'pipemap:{pcre:{ {/#/ x} }, hash:/y}',
  'regexp:{ {/a #b/ x} }',
  'ldap:/nonexistent/l.cf',
  'proxy:proxy:ldap:tbl',
  'ldap:',
  ':x',
];

/** Words with anything between them that keeps them one value. */
export function layout(word: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const gap = fc.constantFrom(
    ' ',
    ' ',
    ' ',
    ', ',
    ', ',
    ',',
    '  ',
    '\t',
    '\n ',
    ',\n    ',
    '\n\t',
    '\n# note\n  ',
    '\n   # note\n\n ',
    ' \n\n  ',
    '\r\n ',
    '\n \r\n ',
    '',
  );
  return fc
    .array(fc.tuple(word, gap), { maxLength: 5 })
    .map(parts => parts.map(([text, gap], i) => text + (i + 1 < parts.length ? gap : '')).join(''));
}
