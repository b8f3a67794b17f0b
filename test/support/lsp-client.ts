import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { createMessageConnection, StreamMessageReader, type MessageConnection } from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  ConfigurationParams,
  Diagnostic,
  InitializeResult,
  PublishDiagnosticsParams,
  Registration,
  RegistrationParams,
  UnregistrationParams,
} from 'vscode-languageserver-protocol';
import { StdioWriter } from '../../server/src/main/stdio-transport';

const root = process.env['PROJECT_ROOT'] as string;

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Where the server keeps compiled code. */
  readonly caches?: string;
  /** Answers workspace/configuration for `postfixMainCf`, of a folder or of everything. */
  readonly settings?: (scopeUri: string | undefined) => unknown;
}

/** A language client over real pipes to the real bundle, as an editor would start it. */
export class LspClient {
  readonly #published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>();
  readonly #waiting: {
    uri: string;
    version: number | undefined;
    resolve: (diagnostics: Diagnostic[]) => void;
  }[] = [];
  readonly notifications: { method: string; params: unknown }[] = [];

  private constructor(
    readonly process: ChildProcessWithoutNullStreams,
    readonly connection: MessageConnection,
    readonly initialized: InitializeResult,
    /** What the server asked for after its start, by its id for that. */
    readonly registrations: ReadonlyMap<string, Registration>,
  ) {}

  static async start({
    capabilities = {},
    initializationOptions = { status: true },
    settings,
    caches = path.join(root, 'out/caches'),
  }: ClientOptions = {}): Promise<LspClient> {
    const program = path.join(root, 'server/bin/postfix-language-server.js');
    const env = { ...process.env, XDG_CACHE_HOME: caches };
    const server = spawn(process.execPath, [program, '--stdio'], { env });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StdioWriter(server.stdin),
    );
    connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(({ scopeUri }) => settings?.(scopeUri) ?? null),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    const registrations = new Map<string, Registration>();
    connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
      for (const registration of params.registrations) registrations.set(registration.id, registration);
      return null;
    });
    connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) registrations.delete(id);
      return null;
    });
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
    });
    const client = new LspClient(server, connection, initialized, registrations);
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
      client.#receive(params),
    );
    connection.onNotification((method, params) => void client.notifications.push({ method, params }));
    await connection.sendNotification('initialized', {});
    return client;
  }

  /** Has what is sent meanwhile arrive in one piece, so that the server has read the last message before it handles the first. */
  inOnePiece<T>(send: () => T): T {
    this.process.stdin.cork();
    try {
      return send();
    } finally {
      this.process.stdin.uncork();
    }
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    this.connection.dispose();
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** Opens a document and waits for its first diagnostics. */
  async open(
    uri: string,
    text: string,
    languageId = uri.includes('master.cf') ? 'postfix-master-cf' : 'postfix-main-cf',
  ): Promise<Diagnostic[]> {
    const diagnostics = this.diagnosticsOf(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
    return diagnostics;
  }

  /** Replaces the whole text and waits for the diagnostics of that version. */
  async change(uri: string, version: number, text: string): Promise<Diagnostic[]> {
    const diagnostics = this.diagnosticsOf(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    return diagnostics;
  }

  /** Closes a document and forgets its diagnostics, so that the next one of that name starts anew. */
  async close(uri: string): Promise<void> {
    if (!this.#published.has(uri)) return;
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await this.diagnosticsWhere(uri, diagnostics => diagnostics.length === 0);
    this.#published.delete(uri);
  }

  /** The diagnostics of a version, as soon as they are there. */
  diagnosticsOf(uri: string, version: number): Promise<Diagnostic[]> {
    const published = this.#published.get(uri);
    if (published !== undefined && (published.version ?? 0) >= version)
      return Promise.resolve(published.diagnostics);
    return new Promise(resolve => this.#waiting.push({ uri, version, resolve }));
  }

  /** The next diagnostics of a document, whatever their version. */
  nextDiagnostics(uri: string): Promise<Diagnostic[]> {
    return new Promise(resolve => this.#waiting.push({ uri, version: undefined, resolve }));
  }

  /** The first diagnostics, those of now included, that satisfy a condition. */
  async diagnosticsWhere(
    uri: string,
    holds: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<Diagnostic[]> {
    let diagnostics = this.#published.get(uri)?.diagnostics ?? [];
    while (!holds(diagnostics)) diagnostics = await this.nextDiagnostics(uri);
    return diagnostics;
  }

  #receive({ uri, version, diagnostics }: PublishDiagnosticsParams): void {
    this.#published.set(uri, { version, diagnostics });
    for (const waiting of [...this.#waiting]) {
      if (waiting.uri !== uri || (waiting.version !== undefined && (version ?? 0) < waiting.version))
        continue;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.resolve(diagnostics);
    }
  }
}
