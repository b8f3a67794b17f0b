import assert from 'node:assert/strict';
import { LogicalText } from '../../server/src/syntax/logical-text';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { Entry } from '../../server/src/syntax/tree';

const source = 'a = one,\n# note\n  two,\n\n\tthree\n';

function valueOf(text: string): LogicalText {
  const [entry] = parseMainCf(text).nodes;
  assert.ok(entry instanceof Entry);
  return entry.value;
}

describe('LogicalText', () => {
  const value = valueOf(source);

  it('turns logical spans into those of the file', () => {
    for (const word of ['one', 'two', 'three']) {
      const start = value.text.indexOf(word);
      const span = value.toFile({ start, end: start + word.length });
      assert.equal(source.slice(span.start, span.end), word);
    }
  });

  it('turns offsets of the file into logical ones', () => {
    const at = source.indexOf('two');
    assert.equal(value.toLogical(at), value.text.indexOf('two'));
    assert.equal(value.toLogical(source.indexOf('note')), undefined);
    assert.equal(valueOf('a = b').toLogical(4), 0);
    assert.equal(valueOf('a = b').toLogical(0), undefined);
  });

  it('ends an item on its own line', () => {
    const start = value.text.indexOf('two');
    assert.equal(value.toFileEnd(start + 4), source.indexOf('two') + 4);
    assert.deepEqual(value.toFile({ start: 0, end: 0 }), { start: 4, end: 4 });
  });

  it('knows its pieces', () => {
    assert.equal(value.isMultiline, true);
    assert.deepEqual(
      value.fileSpans.map(({ start, end }) => source.slice(start, end)),
      ['one,', '  two,', '\tthree'],
    );
    const single = LogicalText.at('b', 4);
    assert.equal(single.isMultiline, false);
    assert.deepEqual(single.fileSpans, [{ start: 4, end: 5 }]);
  });

  it('can be cut', () => {
    const start = value.text.indexOf('two');
    const two = value.slice(start, start + 3);
    assert.equal(two.text, 'two');
    assert.equal(two.isMultiline, false);
    assert.equal(two.start, source.indexOf('two'));
    const both = value.slice(0, start + 3);
    assert.equal(both.text, 'one,  two');
    assert.deepEqual(both.toFile({ start, end: start + 3 }), two.span);
    assert.equal(LogicalText.at('abc', 10).slice(1, 2).start, 11);
    assert.equal(value.slice(start, start).text, '');
  });

  it('puts an empty value where one would be typed', () => {
    assert.equal(valueOf('a = ').start, 4);
    assert.equal(valueOf('a =\n').start, 3);
    assert.equal(valueOf('a =\n \n').start, 3);
    assert.equal(valueOf('a\n =\n').start, 4);
  });
});
