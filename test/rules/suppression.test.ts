import assert from 'node:assert/strict';
import { analyse } from '../support/example';

/** The findings of duplicate-parameter and of the two rules about suppressions, as `id: text`. */
function shown(main: string, master?: string): string[] {
  const analysis = analyse(main, { ...(master === undefined ? {} : { master }) });
  return analysis.findings
    .filter(({ rule }) => rule.id === 'duplicate-parameter' || rule.group === 'editor')
    .map(({ rule, file, span }) => {
      const text = file === 'main' ? main : (master ?? '');
      return `${rule.id}: ${text.slice(span.start, span.end)}`;
    });
}

const twice = 'myhostname = a.example\nmyhostname = b.example\n';

describe('suppression by comment', () => {
  it('covers the next entry', () => {
    assert.deepEqual(shown(`# postfix-main-cf: ignore duplicate-parameter – why\n${twice}`), []);
  });
  for (const dash of ['-', '--', '–', '—', '−', '‐', '―']) {
    it(`takes ${dash} as the dash before the reason`, () => {
      assert.deepEqual(
        shown(`#postfix-main-cf: ignore duplicate-parameter ${dash} because it is so\n${twice}`),
        [],
      );
    });
  }
  it('needs no reason', () => {
    assert.deepEqual(shown(`## postfix-main-cf:ignore duplicate-parameter\n\n# other words\n${twice}`), []);
  });
  it('covers the next entry only', () => {
    assert.deepEqual(
      shown(`# postfix-main-cf: ignore duplicate-parameter – no\nmydomain = x.example\n${twice}`),
      ['unneeded-suppression: duplicate-parameter', 'duplicate-parameter: myhostname'],
    );
  });
  it('covers the file', () => {
    assert.deepEqual(shown(`${twice}# postfix-main-cf: ignore-file duplicate-parameter — stock file\n`), []);
    assert.deepEqual(shown(`# postfix-main-cf: ignore-file\n${twice}`), []);
  });
  it('is no suppression in a value or inside other words', () => {
    assert.deepEqual(shown(`# see postfix-main-cf: ignore duplicate-parameter\n${twice}`), [
      'duplicate-parameter: myhostname',
    ]);
  });
  it('names several rules, each of which must be needed and known', () => {
    assert.deepEqual(shown(`# postfix-main-cf: ignore duplicate-parameter, no-such-rule - x\n${twice}`), [
      'unknown-suppression: no-such-rule',
    ]);
  });
  it('says what it does not understand', () => {
    assert.deepEqual(shown(`# postfix-main-cf: disable duplicate-parameter\nmydomain = x.example\n`), [
      'unknown-suppression: # postfix-main-cf: disable duplicate-parameter',
    ]);
    assert.deepEqual(shown('mydomain = x.example\n# postfix-main-cf: ignore duplicate-parameter\n'), [
      'unknown-suppression: # postfix-main-cf: ignore duplicate-parameter',
    ]);
  });
});
