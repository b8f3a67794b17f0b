import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompletionList, Diagnostic } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client';

const ids = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

describe('files that are no ordinary text', function () {
  this.timeout(60_000);
  let client: LspClient;
  let folder = '';
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).toString();
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'large-'));
    client = await LspClient.start({
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    });
  });
  after(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  /** Everything an editor asks about an open file, one after the other; the answers by method. */
  async function askAll(uri: string): Promise<Map<string, unknown>> {
    const textDocument = { uri };
    const position = { line: 0, character: 3 };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const questions: Record<string, object> = {
      'textDocument/completion': { position },
      'textDocument/hover': { position },
      'textDocument/definition': { position },
      'textDocument/references': { position, context: { includeDeclaration: true } },
      'textDocument/documentHighlight': { position },
      'textDocument/codeAction': { range, context: { diagnostics: [] } },
      'textDocument/documentSymbol': {},
      'textDocument/foldingRange': {},
      'textDocument/documentLink': {},
      'textDocument/formatting': { options: { tabSize: 4, insertSpaces: true } },
      'textDocument/onTypeFormatting': { position, ch: '\n', options: { tabSize: 4, insertSpaces: true } },
      'textDocument/semanticTokens/full': {},
      'textDocument/inlayHint': { range },
    };
    const answers = new Map<string, unknown>();
    for (const [method, params] of Object.entries(questions))
      answers.set(method, await client.request(method, { textDocument, ...params }));
    return answers;
  }

  const isEmpty = (answer: unknown): boolean =>
    answer === null ||
    (Array.isArray(answer) && answer.length === 0) ||
    JSON.stringify(answer) === '{"data":[]}' ||
    (answer as CompletionList).items.length === 0;

  for (const [name, line] of [
    ['main.cf', 'smtpd_tls_protocols = !SSLv2, 10.0.0.1/8, hash:/etc/aliases # x\n'],
    ['master.cf', 'smtp inet n - y - - smtpd -o smtpd_tls_security_level=dane\n'],
  ] as const) {
    it(`${name} of 20 MB: all answers are empty`, async () => {
      const uri = uriOf(name);
      assert.deepEqual(await client.open(uri, line.repeat(Math.ceil(20_000_000 / line.length))), []);
      for (const [method, answer] of await askAll(uri)) assert.ok(isEmpty(answer), method);
      await assert.rejects(
        client.request('postfixMainCf/safeDefaults', { textDocument: { uri }, side: 'both' }),
        name === 'main.cf' ? /larger than 5 MB/ : /settings of main\.cf/,
      );
      const overview = await client.request<object>('postfixMainCf/tlsOverview', { textDocument: { uri } });
      assert.match(JSON.stringify(overview), /larger than 5 MB/);
      assert.ok((await client.change(uri, 2, line)).length > 0, 'small again, and not read');
      await client.close(uri);
    });
  }

  it('a large file beside an ordinary one does not disturb it', async () => {
    await client.open(uriOf('master.cf'), 'slow unix - - n - - smtp\n'.repeat(300_000));
    const found = await client.open(uriOf('main.cf'), 'slow_destination_rate_delay = 1s\nnonsense\n');
    assert.ok(ids(found).includes('missing-equals') && !ids(found).includes('unknown-parameter'));
    await client.close(uriOf('main.cf'));
    await client.close(uriOf('master.cf'));
  });

  it('bytes that are no UTF-8 in the file beside', async () => {
    const bytes = Buffer.from('# caf\xe9\nsmtp unix - - n - - smtp\nslow unix - - n - - smtp\n', 'latin1');
    await writeFile(path.join(folder, 'master.cf'), bytes);
    await client.open(
      uriOf('main.cf'),
      'slow_destination_rate_delay = 1s\nfast_destination_rate_delay = 1s\n',
    );
    const found = await client.diagnosticsWhere(uriOf('main.cf'), list =>
      ids(list).includes('unknown-parameter'),
    );
    const unknown = found.filter(({ code }) => code === 'unknown-parameter');
    assert.deepEqual(
      unknown.map(({ range }) => range.start.line),
      [1],
    );
    await client.close(uriOf('main.cf'));
  });

  const bytes = Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 167 + (i >> 3)) & 0xff));
  for (const [what, text] of [
    ['a program', bytes.toString('latin1')],
    ['a program that an editor took for UTF-8', bytes.toString('utf8')],
    ['zeros', '\0'.repeat(10_000)],
    ['one long line', 'mydestination = '.padEnd(1_000_000, 'a, ')],
    ['braces without end', `smtpd_milters = ${'{ '.repeat(50_000)}`],
    ['expressions without end', `myorigin = ${'${a?'.repeat(50_000)}`],
    ['halves of characters', 'myorigin = \ud83d\n\ude00 = x\n'],
  ] as const) {
    it(`${what}: all requests are answered`, async () => {
      await client.open(uriOf('main.cf'), text);
      await askAll(uriOf('main.cf'));
      await client.close(uriOf('main.cf'));
    });
  }
});
