import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
  type Connection,
} from 'vscode-languageserver/node';
import { answerInitialize } from '../lsp/handshake';
import type * as NodeServer from './node-server';
import { bundle, type Prepared } from './prepare';
import { StdioReader, StdioWriter } from './stdio-transport';

/** How long what was asked before the client closed our input may still take, in milliseconds. */
const lastAnswers = 1_000;

export function serveStdio(prepared: Prepared): void {
  const { stdin, stdout } = process;
  const writer = new StdioWriter(stdout);
  // Nobody is there any more, whatever the process is that `initialize` named.
  stdin.on('end', () => setTimeout(() => process.exit(), lastAnswers).unref());
  writer.onError(() => process.exit());
  serve(createConnection(ProposedFeatures.all, new StdioReader(stdin), writer), prepared);
}

export function serveIpc(prepared: Prepared): void {
  serve(
    createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process)),
    prepared,
  );
}

/** How long after the start the compiled code is kept, in milliseconds: then the first document was shown, and somebody typed. */
const saveAfter = 3_000;

/**
 * Serves a client on a connection. Most of the server is in a bundle of its own: where that has to be compiled first, `initialize` is answered
 * before it is loaded.
 */
function serve(connection: Connection, { cache, isCompiled }: Prepared): void {
  outliveFaults(connection);
  const load = async (): Promise<typeof NodeServer> => {
    cache.load(bundle('node-server'));
    return import('./node-server');
  };
  if (isCompiled) void load().then(({ loadCatalogue }) => loadCatalogue());
  setTimeout(() => void cache.save(), saveAfter).unref();
  answerInitialize(
    connection,
    params => void load().then(({ startNodeServer }) => startNodeServer(connection, params)),
    // The answer is written when its handler has returned, before the next turn of the event loop. What the client says then is handled in a turn
    // after that one, which must not come first: its notifications would be lost.
    work => (isCompiled ? work() : setImmediate(work)),
  );
  connection.listen();
}

/** A fault of ours outside any request, as in a timer, costs what it interrupts and no more: people have unsaved work, and the text is the editor's. */
function outliveFaults(connection: Connection): void {
  const report = (fault: unknown): void => {
    try {
      connection.console.error(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
    } catch {
      // The client has gone.
    }
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}
