import assert from 'node:assert/strict';
import type {
  DocumentHighlight,
  InlayHint,
  Location,
  PrepareRenameResult,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client';

const main = 'file:///tmp/postfix-lsp-names/main.cf';
const master = 'file:///tmp/postfix-lsp-names/master.cf';
const mainText =
  'mine = permit_mynetworks, reject\nsmtpd_client_restrictions=$mine\nmyhostname = mail.example.com\n';
const masterText = 'submission inet n - y - - smtpd\n  -o smtpd_client_restrictions=$mine\n';

describe('requests about names, over stdio', function () {
  this.timeout(20_000);
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({
      capabilities: { workspace: { configuration: true } },
      settings: () => ({ inlayHints: { expansions: true, defaults: false } }),
    });
    await client.open(main, mainText);
    await client.open(master, masterText);
  });
  after(() => client.stop());

  /** Asks about a place in master.cf: the name behind the `$`. */
  const inMaster = { textDocument: { uri: master }, position: { line: 1, character: 34 } };
  const inMain = { textDocument: { uri: main }, position: { line: 2, character: 3 } };
  const lines = (found: readonly Location[]): string[] =>
    found.map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line + 1}`);

  it('definition, references and highlights', async () => {
    assert.deepEqual(lines(await client.request<Location[]>('textDocument/definition', inMaster)), [
      'main.cf:1',
    ]);
    const context = { includeDeclaration: true };
    assert.deepEqual(
      lines(await client.request<Location[]>('textDocument/references', { ...inMaster, context })),
      ['main.cf:1', 'main.cf:2', 'master.cf:2'],
    );
    const lit = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', inMaster);
    assert.deepEqual(
      lit.map(({ range }) => range.start.line),
      [1],
    );
  });

  it('rename in both files, with its reasons where it cannot', async () => {
    const prepared = await client.request<PrepareRenameResult>('textDocument/prepareRename', inMaster);
    assert.ok('placeholder' in prepared && prepared.placeholder === 'mine');
    const { changes = {} } = await client.request<WorkspaceEdit>('textDocument/rename', {
      ...inMaster,
      newName: 'ours',
    });
    assert.deepEqual([changes[main]?.length, changes[master]?.length], [2, 1]);
    await assert.rejects(
      client.request('textDocument/prepareRename', inMain),
      /myhostname is a parameter of Postfix/,
    );
  });

  it('symbols of all open files', async () => {
    const found = await client.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'mi' });
    assert.deepEqual(found.map(({ name }) => name).sort(), [
      'mine',
      'smtpd_client_restrictions',
      'submission',
    ]);
  });

  it('hints, and formatting of a part and after Enter', async () => {
    const options = { tabSize: 4, insertSpaces: true };
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    const textDocument = { uri: main };
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['→ permit_mynetworks, reject'],
    );
    const edits = await client.request<TextEdit[]>('textDocument/rangeFormatting', {
      textDocument,
      range,
      options,
    });
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      [' = '],
    );
    await client.change(main, 2, 'mydestination = a,\n');
    const position = { line: 1, character: 0 };
    const typed = await client.request<TextEdit[]>('textDocument/onTypeFormatting', {
      ...{ textDocument, position, options },
      ch: '\n',
    });
    assert.deepEqual(
      typed.map(({ newText }) => newText),
      ['    '],
    );
  });
});
