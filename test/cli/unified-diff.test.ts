import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unifiedDiff } from '../../server/src/main/cli/unified-diff';

/** What `patch` makes of a text and a diff. */
function patch(before: string, diff: string): string {
  const a = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  const lines = diff.split('\n').slice(2, -1);
  for (const [i, line] of lines.entries()) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@$/.exec(line);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      while (at < start) result.push(a[at++] ?? '');
      continue;
    }
    if (line.startsWith('\\')) continue;
    const text = `${line.slice(1)}${lines[i + 1]?.startsWith('\\') === true ? '' : '\n'}`;
    if (line.startsWith('+')) result.push(text);
    else {
      assert.equal(a[at++], text);
      if (line.startsWith(' ')) result.push(text);
    }
  }
  return [...result, ...a.slice(at)].join('');
}

describe('unified diff', () => {
  it('is empty where nothing changed', () => assert.equal(unifiedDiff('f', 'a\n', 'a\n'), ''));

  it('shows three lines around each change', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `${i + 1}\n`);
    const changed = lines.map((line, i) => (i === 4 ? 'five\n' : i === 16 ? '' : line));
    assert.equal(
      unifiedDiff('f', lines.join(''), changed.join('')),
      '--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n@@ -14,7 +14,6 @@\n 14\n 15\n 16\n-17\n 18\n 19\n 20\n',
    );
  });

  it('says where the last line has no end', () => {
    assert.equal(
      unifiedDiff('f', 'a', 'a\n'),
      '--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n',
    );
  });

  it('leads from the first text to the second', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '', 'd e'), { maxLength: 14 })
      .chain(lines => fc.constantFrom(lines.join('\n'), `${lines.join('\n')}\n`));
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(patch(before, unifiedDiff('f', before, after)), after);
      }),
      { numRuns: 500 },
    );
  });
});
