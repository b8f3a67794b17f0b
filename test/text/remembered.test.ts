import assert from 'node:assert/strict';
import { remembered, rememberedFor } from '../../server/src/text/remembered';

describe('what was made of texts', () => {
  /** Counts how often something is made. */
  function counted(most: number): { length: (text: string) => number; made: () => number } {
    let made = 0;
    const length = remembered(most, text => {
      made++;
      return text.length;
    });
    return { length, made: () => made };
  }

  it('is remembered, also where that was nothing', () => {
    let made = 0;
    const nothing = remembered(10, () => void made++);
    assert.deepEqual([nothing('a'), nothing('a'), made], [undefined, undefined, 1]);
  });
  it('is remembered of so many of them', () => {
    const { length, made } = counted(3);
    for (const text of ['a', 'b', 'c', 'a', 'b', 'c']) length(text);
    assert.equal(made(), 3);
    for (const text of ['d', 'a']) length(text);
    assert.equal(made(), 5);
  });
  it('is remembered of fewer of them where they are long', () => {
    const { length, made } = counted(100);
    const long = (last: number): string => `${'x'.repeat(4_000)}${last}`;
    for (const last of [1, 2, 1, 2]) assert.equal(length(long(last)), 4_001);
    assert.equal(made(), 2);
    for (const last of [3, 1]) length(long(last));
    assert.equal(made(), 4);
  });
  it('is remembered of one thing and what it was asked with last', () => {
    let made = 0;
    const pair = rememberedFor((of: { name: string }, context: string) => `${of.name}${context}${made++}`);
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    assert.deepEqual([pair(a, 'x'), pair(b, 'x'), pair(a, 'x')], ['ax0', 'bx1', 'ax0']);
    assert.deepEqual([pair(a, 'y'), pair(a, 'x')], ['ay2', 'ax3']);
  });
});
