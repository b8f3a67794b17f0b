import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EditorLines, LineIndex } from '../../server/src/text/line-index';

const texts = fc
  .array(fc.constantFrom('\r', '\n', '\r\n', 'a', ' '), { maxLength: 12 })
  .map(all => all.join(''));

describe('lines', () => {
  it('of editors are those of the protocol', () =>
    fc.assert(
      fc.property(texts, text => {
        const document = TextDocument.create('file:///main.cf', 'postfix-main-cf', 1, text);
        const lines = new EditorLines(text);
        assert.equal(lines.lineCount, document.lineCount);
        for (let line = 0; line < document.lineCount; line++)
          assert.equal(lines.startOf(line), document.offsetAt({ line, character: 0 }));
        for (let offset = 0; offset <= text.length; offset++)
          assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
      }),
    ));
  it('of Postfix end at \\n alone', () => {
    const text = 'a = b\rc\r\nd\n';
    for (const lines of [new LineIndex(text), new EditorLines(text).postfix])
      assert.deepEqual([lines.lineCount, lines.startOf(1), lines.lineAt(text.indexOf('d'))], [3, 9, 1]);
    assert.equal(new EditorLines(text).lineAt(text.indexOf('d')), 2);
  });
  it('are the same where every \\r is part of a \\r\\n', () => {
    const lines = new EditorLines('a\r\nb\r\n');
    assert.equal(lines.postfix, lines);
  });
});
