import assert from 'node:assert/strict';
import fc from 'fast-check';
import { difference } from '../../server/src/text/difference';
import { applyEdits } from '../../server/src/text/edit';

describe('the difference of two texts', () => {
  const long = 'a line of ten thousand characters '.repeat(300);
  const part = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('', 'a', 'aa', '\n', long));
  const parts = fc.tuple(part, part, part, part).map(all => all.join(''));

  it('turns one into the other, and could not be shorter', () => {
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const { span, newText } = difference(before, after);
        assert.equal(applyEdits(before, [{ span, newText }]), after);
        const old = before.slice(span.start, span.end);
        assert.ok(old === '' || newText === '' || (old[0] !== newText[0] && old.at(-1) !== newText.at(-1)));
      }),
    );
  });
});
