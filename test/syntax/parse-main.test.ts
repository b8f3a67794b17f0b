import assert from 'node:assert/strict';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { Entry, logicalLineText } from '../../server/src/syntax/tree';

/** The nodes of a text, each in a word: `name=value`, `#` for comments, `_` for blanks, `?` for what cannot be read. */
function nodesOf(text: string): string[] {
  return parseMainCf(text).nodes.map(node => {
    switch (node.kind) {
      case 'entry':
        return `${node.name}=${node.value.text}`;
      case 'comment':
        return '#';
      case 'blank':
        return '_';
      case 'orphan':
        return `?orphan ${logicalLineText(text, node)}`;
      case 'malformed':
        return `?${node.reason} ${logicalLineText(text, node)}`;
    }
  });
}

function firstEntry(text: string): Entry {
  const entry = parseMainCf(text).nodes.find(node => node instanceof Entry);
  assert.ok(entry);
  return entry;
}

const cases: readonly (readonly [title: string, text: string, ...nodes: string[]])[] = [
  ['nothing', ''],
  ['one entry without an end of line', 'a = b', 'a=b'],
  ['a continuation keeps its own blanks', 'a = b\n c\n\td\n', 'a=b c\td'],
  ['a value that begins on the next line', 'a =\n b,\n c\n', 'a=b, c'],
  ['comments and blanks inside a value', 'a = b,\n# x\n  c,\n  # y\n\n \n  d\n', 'a=b,  c,  d'],
  ['an indented line after comments still continues', 'a = b\n\n# x\n\n  c = d\n', 'a=b  c = d'],
  ['comments after a value are no part of it', 'a = b\n# x\n\nc = d\n', 'a=b', '#', '_', 'c=d'],
  ['an indented first line', '  a = b\nc = d\n', '?orphan   a = b', 'c=d'],
  [
    'what continues an indented first line',
    '# x\n  a = b\n  more\nc = d\n',
    '#',
    '?orphan   a = b  more',
    'c=d',
  ],
  ['a number sign inside a line', 'a = b # c\nd = e#f\n', 'a=b # c', 'd=e#f'],
  ['a backslash at the end of a line', 'a = b \\\nc = d\n', 'a=b \\', 'c=d'],
  ['vertical tab and form feed are blanks', 'a = b\n\vc\n\fd\n', 'a=b\vc\fd'],
  ['a no-break space is none', 'a = b\n\u00a0c\n', 'a=b', '?missing-equals \u00a0c'],
  ['carriage returns', 'a = b\r\n\r\n c\r\nd = e\r\n', 'a=b\r c', 'd=e'],
  ['a byte order mark is part of the name', '\ufeffa = b\n', '\ufeffa=b'],
  ['the first equals sign separates', 'a=b=c\nd == e\n', 'a=b=c', 'd== e'],
  ['an empty value', 'a =\nb=\n', 'a=', 'b='],
  ['the equals sign on the second line', 'a\n = b\n', 'a=b'],
  [
    'no equals sign',
    'a\nb: c\nd e = f\n',
    '?missing-equals a',
    '?missing-equals b: c',
    '?missing-equals d e = f',
  ],
  ['a name over two lines', 'my\n name = a\n', '?missing-equals my name = a'],
  ['no name', '= a\n', '?missing-name = a'],
  ['odd names', 'foo-bar = 1\n"q" = 2\n9x=3\n', 'foo-bar=1', '"q"=2', '9x=3'],
  ['quotes stay', 'a = "b c" \'d\'\n', 'a="b c" \'d\''],
  ['a NUL cuts the logical line', 'a = b\0c\n d\ne = f\n', 'a=b', 'e=f'],
  ['a NUL in a continuation', 'a = b\n c\0d\n e\n', 'a=b c'],
  ['a NUL before the equals sign', 'a\0 = b\n', '?missing-equals a\0 = b'],
  ['a NUL at the start of a line', '\0a = b\n', '?missing-name \0a = b'],
  ['several NULs, one after the other entry', 'a = 1\0\nb = 2\nc = 3\0 4\0\n', 'a=1', 'b=2', 'c=3'],
  ['a NUL after nothing but blanks', 'a = \0b\n', 'a='],
];

describe('parseMainCf', () => {
  for (const [title, text, ...nodes] of cases) {
    it(title, () => assert.deepEqual(nodesOf(text), nodes));
  }

  it('says where name, equals sign and value stand', () => {
    const entry = firstEntry('# x\nmydestination\t= a,\n# no\n  b\n');
    assert.deepEqual(entry.nameSpan, { start: 4, end: 17 });
    assert.equal(entry.equals, 18);
    assert.deepEqual(entry.value.span, { start: 20, end: 31 });
    assert.equal(entry.interleaved.length, 1);
    assert.equal(entry.segments.length, 2);
  });

  it('keeps comments inside a value out of the text, but in the entry', () => {
    const entry = firstEntry('a = b\n#c\n d\n');
    assert.deepEqual(
      entry.interleaved.map(({ kind }) => kind),
      ['comment'],
    );
    assert.equal(entry.end, 12);
  });
});
