import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openDocuments } from '../../server/src/lsp/open-document';

const uri = 'file:///etc/postfix/main.cf';
const text = fc.string({ unit: fc.constantFrom('a', '=', ' ', '\n', '\r\n', 'é', '🙂'), maxLength: 40 });
const position = fc.record({ line: fc.nat(8), character: fc.nat(12) });
const change = fc.oneof(
  fc.record({ range: fc.record({ start: position, end: position }), text }),
  fc.record({ text }),
);
/** Messages, and whether somebody reads the document after each. */
const messages = fc.array(fc.tuple(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean()), {
  maxLength: 6,
});

describe('an open document', () => {
  it('reads as if every change had been taken in at once, whenever somebody reads it', () => {
    fc.assert(
      fc.property(text, messages, (before, sent) => {
        const expected = TextDocument.create(uri, 'postfix-main-cf', 1, before);
        let document = openDocuments.create(uri, 'postfix-main-cf', 1, before);
        for (const [index, [changes, isRead]] of sent.entries()) {
          TextDocument.update(expected, structuredClone(changes), index + 2);
          document = openDocuments.update(document, changes, index + 2);
          assert.equal(document.version, index + 2);
          if (isRead) assert.equal(document.getText(), expected.getText());
        }
        assert.equal(document.getText(), expected.getText());
      }),
    );
  });

  it('takes many changes of one message', () => {
    const document = openDocuments.create(uri, 'postfix-main-cf', 1, '');
    const start = { line: 0, character: 0 };
    const changes = Array.from({ length: 200_000 }, () => ({ range: { start, end: start }, text: '' }));
    assert.equal(openDocuments.update(document, changes, 2).getText(), '');
  });

  it('complains once of a change that is none, and goes on', () => {
    const document = openDocuments.create(uri, 'postfix-main-cf', 1, 'a = b');
    openDocuments.update(document, [{ nothing: true } as never], 2);
    assert.throws(() => document.getText(), /Unknown change event/);
    assert.equal(document.getText(), 'a = b');
    openDocuments.update(document, [{ text: 'c = d' }], 3);
    assert.equal(document.getText(), 'c = d');
  });
});
