// The language server as the rest of the client sees it: started, watched, and started again when it dies.
import { commands, EventEmitter, window } from 'vscode';
import { type BaseLanguageClient, CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

export type ServerState = 'starting' | 'running' | 'stopped';

/** So many deaths in so many milliseconds, and the person is asked instead. */
const patience = { deaths: 4, milliseconds: 3 * 60_000 };

/** Makes a client that reports its death to the handler. */
export type CreateClient = (errorHandler: ErrorHandler) => BaseLanguageClient;

/**
 * Holds the client of the server that runs now. Each start makes a fresh one, because a client whose start has failed
 * can be neither started nor stopped any more.
 */
export class Server {
  readonly #create: CreateClient;
  readonly #connect: (client: BaseLanguageClient) => void;
  readonly #states = new EventEmitter<ServerState>();
  #client: BaseLanguageClient;
  #deaths: number[] = [];
  #isGivenUp = false;

  readonly onDidChangeState = this.#states.event;

  /** `connect` is called with each new client, to register what the server may ask and tell. */
  constructor(create: CreateClient, connect: (client: BaseLanguageClient) => void) {
    this.#create = create;
    this.#connect = connect;
    this.#client = this.#newClient();
  }

  get client(): BaseLanguageClient {
    return this.#client;
  }

  /** Starts the server. Does not throw: a server that does not start has died. */
  async start(): Promise<void> {
    const client = this.#client;
    this.#states.fire('starting');
    try {
      await client.start();
      this.#states.fire('running');
    } catch {
      await this.#died(client);
    }
  }

  /** Starts it anew, whatever has become of it. */
  async restart(): Promise<void> {
    this.#deaths = [];
    this.#isGivenUp = false;
    await this.#replace();
  }

  async dispose(): Promise<void> {
    this.#states.dispose();
    await this.#client.dispose();
  }

  #newClient(): BaseLanguageClient {
    const client = this.#create({
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => {
        void this.#died(client);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    });
    // What goes wrong is said once, by us, and written to the output by the client.
    const report = client.error.bind(client);
    client.error = (message, data) => report(message, data, false);
    this.#connect(client);
    return client;
  }

  async #replace(): Promise<void> {
    const old = this.#client;
    this.#client = this.#newClient();
    // Fails where there is nothing to stop.
    await old.dispose().catch(() => {});
    await this.start();
  }

  /** One death may be noticed twice: by its closed connection and by its failed start. */
  async #died(client: BaseLanguageClient): Promise<void> {
    if (client !== this.#client || this.#isGivenUp) return;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter(time => now - time < patience.milliseconds), now];
    if (this.#deaths.length < patience.deaths) return this.#replace();
    this.#isGivenUp = true;
    this.#states.fire('stopped');
    await askWhatToDo();
  }
}

async function askWhatToDo(): Promise<void> {
  const message = `The Postfix language server ended ${patience.deaths} times in a few minutes and was not started again. Your files are untouched.`;
  const picked = await window.showErrorMessage(message, 'Restart', 'Show Output');
  if (picked === 'Restart') await commands.executeCommand('postfixMainCf.restartServer');
  if (picked === 'Show Output') await commands.executeCommand('postfixMainCf.showOutput');
}
