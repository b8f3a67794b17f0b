import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import {
  DiagnosticSeverity,
  type ClientCapabilities,
  type CompletionList,
  type Diagnostic,
  type DocumentSymbol,
  type Hover,
} from 'vscode-languageserver-protocol';
import { LspClient, type ClientOptions } from '../support/lsp-client';

const has =
  (id: string) =>
  (diagnostics: readonly Diagnostic[]): boolean =>
    diagnostics.some(({ code }) => code === id);
const hasNot =
  (id: string) =>
  (diagnostics: readonly Diagnostic[]): boolean =>
    !has(id)(diagnostics);

const slow = 'slow_destination_rate_delay = 1s\n';
const withSlow = 'smtp unix - - y - - smtp\nslow unix - - y - - smtp\n';
const withoutSlow = 'smtp unix - - y - - smtp\n';

describe('files beside each other', function () {
  this.timeout(20_000);
  let folder = '';
  let client: LspClient;
  const at = (name: string): string => path.join(folder, name);
  const uriOf = (name: string): string => pathToFileURL(at(name)).toString();
  const start = async (options: ClientOptions = {}): Promise<LspClient> =>
    (client = await LspClient.start(options));
  const notify = (method: string, params: unknown): Promise<void> =>
    client.connection.sendNotification(method, params);
  const changedOnDisk = (name: string): Promise<void> =>
    notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 2 }] });
  const close = (name: string): Promise<void> =>
    notify('textDocument/didClose', { textDocument: { uri: uriOf(name) } });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'files-'));
    await Promise.all([mkdir(at('a')), mkdir(at('b'))]);
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  it('are read from disk, and again when they change there', async () => {
    await writeFile(at('a/master.cf'), withoutSlow);
    await start();
    await client.open(uriOf('a/main.cf'), slow);
    await client.diagnosticsWhere(uriOf('a/main.cf'), has('unknown-parameter'));
    await writeFile(at('a/master.cf'), withSlow);
    await changedOnDisk('a/master.cf');
    await client.diagnosticsWhere(uriOf('a/main.cf'), hasNot('unknown-parameter'));
    await rm(at('a/master.cf'));
    await writeFile(at('a/main.cf'), 'unrelated');
    await changedOnDisk('a/main.cf');
    await changedOnDisk('b/master.cf');
  });

  it('count as they are typed, and as they lie on disk when they are closed', async () => {
    await writeFile(at('a/master.cf'), withSlow);
    await start();
    await client.open(uriOf('a/main.cf'), slow);
    await client.diagnosticsWhere(uriOf('a/main.cf'), hasNot('unknown-parameter'));
    await client.open(uriOf('a/master.cf'), withSlow);
    await client.change(uriOf('a/master.cf'), 2, withoutSlow);
    await client.diagnosticsWhere(uriOf('a/main.cf'), has('unknown-parameter'));
    await close('a/master.cf');
    await client.diagnosticsWhere(uriOf('a/main.cf'), hasNot('unknown-parameter'));
  });

  it('tell each other: an edit of main.cf changes what is wrong in master.cf', async () => {
    const master =
      'smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\n';
    await start();
    await client.open(uriOf('a/main.cf'), 'mydestination = a.example\n');
    await client.open(uriOf('a/master.cf'), master);
    await client.diagnosticsWhere(uriOf('a/master.cf'), has('level-without-certificate'));
    await client.change(uriOf('a/main.cf'), 2, 'smtpd_tls_chain_files = /etc/ssl/mail.pem\n');
    await client.diagnosticsWhere(uriOf('a/master.cf'), hasNot('level-without-certificate'));
  });

  it('do not mix with those of another instance', async () => {
    await start();
    await client.open(uriOf('a/master.cf'), withSlow);
    await client.open(uriOf('b/master.cf'), withoutSlow);
    await client.open(uriOf('a/main.cf'), slow);
    await client.open(uriOf('b/main.cf'), slow);
    await client.diagnosticsWhere(uriOf('b/main.cf'), has('unknown-parameter'));
    await client.diagnosticsWhere(uriOf('a/main.cf'), hasNot('unknown-parameter'));
    await client.change(uriOf('b/master.cf'), 2, withSlow);
    await client.diagnosticsWhere(uriOf('b/main.cf'), hasNot('unknown-parameter'));
    await client.change(uriOf('a/master.cf'), 2, withoutSlow);
    await client.diagnosticsWhere(uriOf('a/main.cf'), has('unknown-parameter'));
    assert.ok(hasNot('unknown-parameter')(await client.change(uriOf('b/main.cf'), 2, slow)));
  });

  it('are found whatever characters an editor escapes', async () => {
    await start();
    const uri = (name: string): string => `file:///srv/a+b@c%20(d)/${name}`;
    await client.open(uri('master.cf'), withoutSlow);
    await client.open(uri('main.cf'), slow);
    await client.diagnosticsWhere(uri('main.cf'), has('unknown-parameter'));
  });

  it('lose their diagnostics when they are renamed, and are read as what they are called now', async () => {
    await start();
    await client.open(uriOf('a/main.cf'), 'myhostname = {{ fqdn }}\nnonsense\n');
    await client.close(uriOf('a/main.cf'));
    await client.open(uriOf('a/main.cf.j2'), 'myhostname = {{ fqdn }}\n');
    const status = client.notifications.findLast(({ method }) => method === 'postfixMainCf/status')?.params;
    assert.match(JSON.stringify(status), /main\.cf\.j2.*template/);
  });

  it('can be called anything by an editor', async () => {
    await start();
    await client.open(uriOf('a/main.cf'), 'myhostname = a.example\n', 'conf');
    await client.open(uriOf('a/master.cf'), withSlow, 'plaintext');
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: uriOf('a/master.cf') },
    });
    assert.deepEqual(
      symbols.map(({ detail }) => detail),
      ['unix smtp', 'unix smtp'],
    );
    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument: { uri: uriOf('a/main.cf') },
      position: { line: 0, character: 2 },
    });
    assert.match(JSON.stringify(hover.contents), /myhostname/);
  });

  it('of other programs are left alone', async () => {
    await start();
    const uri = uriOf('a/php.ini');
    assert.deepEqual(await client.open(uri, '[PHP]  \nsmtpd_tl\nbiff=no\n', 'ini'), []);
    const params = {
      textDocument: { uri },
      position: { line: 1, character: 8 },
      options: { tabSize: 4, insertSpaces: true },
    };
    assert.deepEqual(await client.request('textDocument/formatting', params), []);
    assert.deepEqual((await client.request<CompletionList>('textDocument/completion', params)).items, []);
  });

  const watching = (relativePatternSupport: boolean): ClientCapabilities => ({
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport } },
  });
  const patterns = (): unknown[] =>
    [...client.registrations.values()].flatMap(({ registerOptions }) =>
      (registerOptions as { watchers: { globPattern: unknown }[] }).watchers.map(
        ({ globPattern }) => globPattern,
      ),
    );
  const until = async (holds: () => boolean): Promise<void> => {
    for (let left = 1_000; left > 0 && !holds(); left--)
      await new Promise(resolve => setTimeout(resolve, 10));
    assert.ok(holds());
  };

  it('are watched in the folders of the open ones', async () => {
    await start({ capabilities: watching(true) });
    await client.open(uriOf('a/main.cf'), '');
    await client.open(uriOf('a/master.cf'), '');
    await client.open(uriOf('b/main.cf'), '');
    await until(() => patterns().length === 2);
    assert.deepEqual(
      patterns().map(pattern => (pattern as { baseUri: string }).baseUri),
      [uriOf('a'), uriOf('b')],
    );
    await close('a/main.cf');
    await close('b/main.cf');
    await until(() => patterns().length === 1);
    await close('a/master.cf');
    await until(() => patterns().length === 0);
  });
  it('are watched in the workspace where that is all an editor can do', async () => {
    await start({ capabilities: watching(false) });
    await until(() => patterns().length === 1);
    assert.deepEqual(patterns(), ['**/{main,master}.cf*']);
  });

  it('have the settings of their folder', async () => {
    let off = uriOf('a/main.cf');
    await start({
      capabilities: { workspace: { configuration: true } },
      settings: scope => (scope === off ? { rules: { 'missing-equals': 'off' } } : {}),
    });
    await client.open(uriOf('a/main.cf'), 'nonsense\n');
    await client.open(uriOf('b/main.cf'), 'nonsense\n');
    await client.diagnosticsWhere(uriOf('a/main.cf'), hasNot('missing-equals'));
    await client.diagnosticsWhere(uriOf('b/main.cf'), has('missing-equals'));
    off = uriOf('b/main.cf');
    await notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnosticsWhere(uriOf('b/main.cf'), hasNot('missing-equals'));
    await client.diagnosticsWhere(uriOf('a/main.cf'), has('missing-equals'));
  });
  it('have the settings that an editor sends unasked, whatever they are', async () => {
    await start();
    await client.open(uriOf('a/main.cf'), 'nonsense\n');
    for (const postfixMainCf of [
      null,
      7,
      'x',
      { rules: null, profile: 3, format: 'x', inlayHints: { defaults: 1 } },
    ])
      await notify('workspace/didChangeConfiguration', { settings: { postfixMainCf } });
    assert.ok(has('missing-equals')(await client.change(uriOf('a/main.cf'), 2, 'nonsense\n')));
    await notify('workspace/didChangeConfiguration', {
      settings: { postfixMainCf: { profile: 'constructor', rules: { 'missing-equals': 'warn' } } },
    });
    const [found] = await client.change(uriOf('a/main.cf'), 3, 'nonsense\n');
    assert.deepEqual([found?.code, found?.severity], ['missing-equals', DiagnosticSeverity.Error]);
    await notify('workspace/didChangeConfiguration', {
      settings: { postfixMainCf: { rules: { 'missing-equals': 'off' } } },
    });
    await client.diagnosticsWhere(uriOf('a/main.cf'), hasNot('missing-equals'));
  });

  it('answer no request that was cancelled while it waited', async () => {
    await start();
    const uri = uriOf('a/main.cf');
    await client.open(uri, '');
    const position = { line: 0, character: 2 };
    const options = { tabSize: 4, insertSpaces: true };
    const methods = [
      'completion',
      'hover',
      'documentSymbol',
      'semanticTokens/full',
      'formatting',
      'codeAction',
    ];
    for (const [index, method] of methods.entries()) {
      const source = new CancellationTokenSource();
      const params = { textDocument: { uri }, position, options, context: { diagnostics: [] } };
      const asked = client.inOnePiece(() => {
        void client.change(uri, index + 2, 'mydestination = a, b, c\n');
        const answer = client.connection.sendRequest(`textDocument/${method}`, params, source.token);
        source.cancel();
        return answer;
      });
      await assert.rejects(asked, { code: -32800 }, method);
    }
    await client.change(uri, 100, 'smtp_tls_security_level = \n');
    const list = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 0, character: 26 },
    });
    assert.ok(list.items.length > 0);
  });
});
