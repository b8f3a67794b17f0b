import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LSPErrorCodes } from 'vscode-languageserver-protocol';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SelectionRange,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client';

const root = process.env['PROJECT_ROOT'] as string;
const article = readFileSync(path.join(root, 'test/corpus/article/main.cf'), 'utf8');
const uri = 'file:///tmp/postfix-lsp-test/main.cf';

const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code }) => String(code));

/** The position of the first character of `word`, moved by `delta`. */
function positionOf(text: string, word: string, delta = 0): { line: number; character: number } {
  const offset = text.indexOf(word) + delta;
  assert.notEqual(text.indexOf(word), -1, `${word} is not in the text`);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: (before.at(-1) as string).length };
}

describe('the language server over stdio', function () {
  this.timeout(20_000);
  let client: LspClient;
  const textDocument = { uri };
  before(async () => {
    client = await LspClient.start({
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    });
  });
  after(() => client.stop());
  afterEach(() => client.close(uri));

  it('finds what is weak in the configuration of the article', async () => {
    const found = await client.open(uri, article);
    const weak = found.filter(({ code }) => code === 'weak-protocols' || code === 'weak-cipher-grade');
    assert.deepEqual(codes(weak), ['weak-cipher-grade', 'weak-protocols', 'weak-protocols']);
    for (const { codeDescription } of weak) assert.match(codeDescription?.href ?? '', /docs\/rules\/weak-/);
  });

  it('follows incremental changes at once', async () => {
    assert.ok(!codes(await client.open(uri, 'myhostname = a.example\n')).includes('missing-equals'));
    assert.ok(
      codes(await client.change(uri, 2, 'myhostname = a.example\nnonsense\n')).includes('missing-equals'),
    );
    assert.ok(!codes(await client.change(uri, 3, 'myhostname = a.example\n')).includes('missing-equals'));
  });

  it('explains names and values on hover', async () => {
    await client.open(uri, article);
    const name = await client.request<Hover>('textDocument/hover', {
      textDocument,
      position: positionOf(article, 'smtpd_tls_ask_ccert', 3),
    });
    assert.match(JSON.stringify(name.contents), /certificate/);
    const level = await client.request<Hover>('textDocument/hover', {
      textDocument,
      position: positionOf(article, 'may', 1),
    });
    assert.match(JSON.stringify(level.contents), /opportunistic/i);
    const comment = await client.request<Hover | null>('textDocument/hover', {
      textDocument,
      position: { line: 0, character: 2 },
    });
    assert.equal(comment, null);
  });

  it('completes a value and documents it when asked', async () => {
    const text = 'smtpd_tls_security_level = \n';
    await client.open(uri, text);
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 0, character: 27 },
    });
    const may = items.find(({ label }) => label === 'may') as CompletionItem;
    const resolved = await client.request<CompletionItem>('completionItem/resolve', may);
    assert.match(JSON.stringify(resolved.documentation), /TLS/);
  });

  it('repairs the protocol list of the article', async () => {
    await client.open(uri, article);
    const position = positionOf(article, '!SSLv2', 2);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    // Nobody said which release it is for: the list that every release understands.
    const fix = actions.find(({ title }) => title.includes('!TLSv1.1'));
    assert.ok(fix, actions.map(({ title }) => title).join('\n'));
    assert.match(JSON.stringify(fix.edit), /!SSLv2, !SSLv3, !TLSv1, !TLSv1\.1/);
  });

  it('has an outline, folds, selects, formats, links and colours', async () => {
    const text = '# Main  \nmydestination =\n  a,\n  b\nalias_maps=hash:/etc/aliases\n';
    await client.open(uri, text);
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.deepEqual(
      symbols.flatMap(({ children = [] }) => children.map(({ name }) => name)),
      ['mydestination', 'alias_maps'],
    );
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]),
      [[1, 3]],
    );
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [{ line: 2, character: 2 }],
    });
    assert.equal(selection?.range.start.line, 2);
    const edits = await client.request<TextEdit[]>('textDocument/formatting', {
      textDocument,
      options: { tabSize: 4, insertSpaces: true },
    });
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['', ' = '],
    );
    const links = await client.request<{ target: string }[]>('textDocument/documentLink', { textDocument });
    assert.deepEqual(
      links.map(({ target }) => target),
      ['file:///etc/aliases'],
    );
    const tokens = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.ok(tokens.data.length >= 10 && tokens.data.length % 5 === 0);
  });

  it('offers the commands of the client', async () => {
    await client.open(uri, article);
    const effective = await client.request<{ text: string }>('postfixMainCf/effective', {
      textDocument,
      mode: 'set',
    });
    assert.match(effective.text, /^smtp_tls_ciphers = export$/m);
    const overview = await client.request<{ sections: { heading: string }[] }>('postfixMainCf/tlsOverview', {
      textDocument,
    });
    assert.deepEqual(
      overview.sections.map(({ heading }) => heading),
      ['Incoming mail', 'Outgoing mail', 'IPv4 and IPv6', 'What to do next'],
    );
    const edit = await client.request<WorkspaceEdit>('postfixMainCf/safeDefaults', {
      textDocument,
      side: 'both',
    });
    assert.ok(
      Object.values(edit.changeAnnotations ?? {}).every(({ needsConfirmation }) => needsConfirmation),
    );
    const explanation = await client.request<{ title: string }>('postfixMainCf/explain', {
      textDocument,
      position: positionOf(article, 'smtpd_tls_ciphers', 1),
    });
    assert.equal(explanation.title, 'smtpd_tls_ciphers');
  });

  it('survives what is no text at all', async () => {
    for (const text of [
      '\0\u0001\ufffd'.repeat(1_000),
      '='.repeat(10_000),
      '${'.repeat(10_000),
      '{'.repeat(10_000),
      '\r\n \t'.repeat(1_000),
    ]) {
      await client.open(uri, text);
      await client.request('textDocument/documentSymbol', { textDocument });
      await client.request('textDocument/completion', { textDocument, position: { line: 0, character: 1 } });
      await client.request('textDocument/hover', { textDocument, position: { line: 0, character: 1 } });
      await client.request('textDocument/semanticTokens/full', { textDocument });
      await client.request('textDocument/formatting', {
        textDocument,
        options: { tabSize: 4, insertSpaces: true },
      });
      await client.close(uri);
    }
  });

  it('leaves huge files to the grammar, and says so', async () => {
    const text = '# x\n'.repeat(1_300_000);
    const found = await client.open(uri, text);
    assert.deepEqual(codes(found), []);
    const status = client.notifications.findLast(({ method }) => method === 'postfixMainCf/status')
      ?.params as { note?: string };
    assert.match(status.note ?? '', /5 MB/);
  });

  it('uses the other file of the instance as soon as it is open', async () => {
    const master = 'file:///tmp/postfix-lsp-test/master.cf';
    const isUnknown = (diagnostics: readonly Diagnostic[]): boolean =>
      codes(diagnostics).includes('unknown-parameter');
    assert.ok(!isUnknown(await client.open(uri, 'slow_destination_rate_delay = 1s\n')));
    await client.open(master, 'smtp inet n - y - - smtpd\n');
    await client.diagnosticsWhere(uri, isUnknown);
    await client.change(master, 2, 'slow unix - - n - - smtp\n');
    await client.diagnosticsWhere(uri, diagnostics => !isUnknown(diagnostics));
    await client.close(master);
  });

  it('stays silent on what is not a file of Postfix', async () => {
    assert.deepEqual(
      await client.open(
        uri,
        'include "types.cf"\n\ncluster vcs (\n  UserNames = { admin = x }\n  )\n\nsystem node1 (\n  )\n',
      ),
      [],
    );
  });
});

describe('a client that pulls diagnostics and has settings', function () {
  this.timeout(20_000);
  it('gets them on request, with the severities it chose', async () => {
    const client = await LspClient.start({
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      },
      settings: () => ({ postfixVersion: '3.7', rules: { 'missing-equals': 'off' } }),
    });
    try {
      await client.connection.sendNotification('textDocument/didOpen', {
        textDocument: {
          uri,
          languageId: 'postfix-main-cf',
          version: 1,
          text: 'nonsense\nsmtp_tls_security_level = halfdane\n',
        },
      });
      // Settings arrive after the document; ask until they count.
      let items: Diagnostic[] = [];
      for (let round = 0; round < 50; round++) {
        const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
          textDocument: { uri },
        });
        items = report.kind === 'full' ? report.items : [];
        if (!codes(items).includes('missing-equals')) break;
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      assert.ok(!codes(items).includes('missing-equals'));
      assert.ok(
        items.some(({ severity }) => severity === 1),
        codes(items).join(),
      );
    } finally {
      await client.stop();
    }
  });
});

describe('a client that could pull diagnostics, but cannot be told when to', () => {
  it('is sent them', async () => {
    const client = await LspClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
    try {
      assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
      const found = await client.open('file:///tmp/sent/main.cf', 'nonsense\n');
      assert.ok(codes(found).includes('missing-equals'));
    } finally {
      await client.stop();
    }
  });
});

describe('a client that is sent diagnostics', () => {
  it('gets those of a long file in a pause of the typing, and of what was typed last', async function () {
    this.timeout(20_000);
    const client = await LspClient.start();
    try {
      const uri = 'file:///tmp/long/main.cf';
      const lines = 'mynetworks = 127.0.0.0/8\n'.repeat(40_000);
      await client.open(uri, lines);
      const versions: unknown[] = [];
      client.connection.onNotification('textDocument/publishDiagnostics', ({ version, diagnostics }) => {
        versions.push(version);
        if (version === 20) typed(diagnostics as Diagnostic[]);
      });
      let typed: (found: Diagnostic[]) => void = () => undefined;
      const last = new Promise<Diagnostic[]>(resolve => (typed = resolve));
      for (let version = 2; version <= 20; version++)
        await client.connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [
            { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'x' },
          ],
        });
      assert.equal(codes(await last).includes('duplicate-parameter'), true);
      assert.deepEqual(versions, [20]);
    } finally {
      await client.stop();
    }
  });
  it('gets the answer that it waits for first', async () => {
    const client = await LspClient.start();
    try {
      const uri = 'file:///tmp/answers-first/main.cf';
      await client.open(uri, 'myhostname = a.example.com\n');
      const findings = client.diagnosticsOf(uri, 2).then(() => 'findings');
      void client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: 'myhostname = \n' }],
      });
      const answer = client
        .request('textDocument/documentSymbol', { textDocument: { uri } })
        .then(() => 'answer');
      assert.equal(await Promise.race([findings, answer]), 'answer');
      await findings;
    } finally {
      await client.stop();
    }
  });
});

describe('a client that asks for the edits of the action that somebody chooses', () => {
  const uri = 'file:///tmp/lazy-actions/main.cf';
  const start = { line: 1, character: 0 };
  const range = { start, end: start };
  let client: LspClient;

  before(async () => {
    client = await LspClient.start({
      capabilities: {
        textDocument: {
          publishDiagnostics: { dataSupport: true },
          codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
        },
      },
      initializationOptions: { setSeverityCommand: 'set-severity' },
    });
  });
  after(() => client.stop());

  /** The menu on the second line. */
  async function menu(text: string): Promise<CodeAction[]> {
    const diagnostics = (await client.open(uri, text)).filter(
      ({ code, range }) => range.start.line === 1 && code === 'unknown-parameter',
    );
    return client.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics },
    });
  }

  const text = 'compatibility_level = 3.11\nrelayhots = [a.example]\nmydestinatoin = $myhostname\n';

  afterEach(() => client.close(uri));

  it('gets the menu without edits', async () => {
    const actions = await menu(text);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Change to relayhost (changes the configuration)',
        'Fix all 2 findings of unknown-parameter (changes the configuration)',
        'Ignore unknown-parameter here',
        'Ignore unknown-parameter in this file',
        'Set severity of unknown-parameter…',
      ],
    );
    assert.ok(actions.every(({ edit }) => edit === undefined));
    assert.deepEqual(await client.request('codeAction/resolve', actions[4]), actions[4]);
  });
  it('gets edits of the text as it is when it asks for them', async () => {
    const [fix, all] = await menu(text);
    await client.change(uri, 2, text.replace('relayhots', 'relayhotss'));
    const resolved = await client.request<CodeAction>('codeAction/resolve', fix);
    assert.deepEqual(resolved.edit?.changes?.[uri], [
      { range: { start, end: { line: 1, character: 10 } }, newText: 'relayhost' },
    ]);
    const resolvedAll = await client.request<CodeAction>('codeAction/resolve', all);
    assert.equal(resolvedAll.edit?.changes?.[uri]?.length, 2);
  });
  it('is told where there is nothing to do any more', async () => {
    const [fix] = await menu(text);
    await client.change(uri, 2, text.replace('relayhots', 'relayhost'));
    await assert.rejects(client.request('codeAction/resolve', fix), { code: LSPErrorCodes.ContentModified });
  });
});
