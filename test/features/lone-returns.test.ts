import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from '../../server/src/features/code-actions';
import { hover } from '../../server/src/features/hover';
import { analyse } from '../support/example';
import { prose } from '../support/prose';

/** To clients a `\r` alone ends a line as well, to Postfix it does not. */
describe('in a file with lone carriage returns', () => {
  const text = 'a = b\rc\nmydestination = x\nrelayhost = y\nmydestination = z\n';
  const analysis = analyse(text, { complete: false });
  const shown = hover(analysis, { line: 2, character: 3 }, prose);

  it('positions are those of the client', () =>
    assert.deepEqual(shown?.range, { start: { line: 2, character: 0 }, end: { line: 2, character: 13 } }));
  it('numbers of lines in words are those of Postfix', () =>
    assert.match((shown?.contents as MarkupContent | undefined)?.value ?? '', /line 4 sets it/));
  it('the fix is made where the carriage return is', () => {
    const document = TextDocument.create(analysis.uri, 'postfix-main-cf', 1, text);
    const at = document.positionAt(text.indexOf('\r'));
    const edits = codeActions(analysis, { start: at, end: at }, {}, {})
      .filter(({ title }) => title.startsWith('Put a line end'))
      .flatMap(({ edit }) => edit?.changes?.[analysis.uri] ?? []);
    assert.equal(TextDocument.applyEdits(document, edits), text.replace('\r', '\n'));
  });
});
