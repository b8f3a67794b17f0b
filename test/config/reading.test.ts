import assert from 'node:assert/strict';
import { readingProblems } from '../../server/src/config/reading';
import { configure } from '../support/configure';

function problems(text: string, postfix = '3.11'): string[] {
  return readingProblems(configure(text, { postfix })).map(
    ({ kind, node }) => `${kind} ${text.slice(0, node.start).split('\n').length}`,
  );
}

describe('problems of reading', () => {
  const cases: readonly (readonly [title: string, text: string, ...found: string[]])[] = [
    ['nothing', 'a = b\n'],
    ['an indented first line', '# x\n a = b\nc = d\n', 'leading-whitespace 2'],
    ['a line without an equals sign', 'a = b\nc\n', 'missing-equals 2'],
    ['a line without a name', '= b\n', 'missing-name 1'],
    ['another value', 'a = 1\na = 1\na = 2\n\na = 3', 'overriding 3', 'overriding 5'],
    ['the same value in other lines', 'a = 1\na =\n 1\n'],
    ['a NUL in a value', 'a = b\0\nc = d\n', 'null-byte 1'],
    ['a NUL in a comment above the first line', '#\0\na = b\n', 'null-byte 2'],
    ['a NUL in a comment below a line', 'a = b\n#\0\nc = d\n', 'null-byte 1'],
    ['NULs in several lines', 'a = \0\0\nb = c\nc = d\0\n', 'null-byte 1', 'null-byte 3'],
    ['a NUL and nothing else', '#\0\n'],
  ];
  for (const [title, text, ...found] of cases) it(title, () => assert.deepEqual(problems(text), found));

  it('NUL bytes are noticed from 3.9 on', () => assert.deepEqual(problems('a = b\0\n', '3.8'), []));
});
