import { setFlagsFromString } from 'node:v8';
import type { Connection } from 'vscode-languageserver';
import { answerInitialize } from '../lsp/handshake';

/** Serves a client on a connection. Most of the server is in a bundle of its own, which is loaded when `initialize` is answered. */
export function serveOn(connection: Connection): void {
  // What a keystroke leaves behind is gone at the next one: a larger space for young objects would be nothing but 20 MB more.
  setFlagsFromString('--semi-space-growth-factor=1');
  answerInitialize(
    connection,
    params => void import('./node-server').then(({ startNodeServer }) => startNodeServer(connection, params)),
    // The answer is written in the next turn of the event loop; what the client says then comes after that.
    work => setImmediate(() => setImmediate(work)),
  );
  connection.listen();
}
