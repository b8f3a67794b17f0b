import type { Connection, InitializeParams } from 'vscode-languageserver';
import { loadCatalogue } from '../catalogue/load';
import { nodeHost } from '../host/node/node-host';
import { nodeProse } from '../host/node/node-prose';
import { clientHost, hostByScheme } from '../lsp/client-host';
import { startServer } from '../lsp/server';
import { createService } from '../service';

export { loadCatalogue };

/** What the front doors on node load beside the protocol: a bundle of its own. */
export function startNodeServer(connection: Connection, params: InitializeParams): void {
  const service = createService({
    get catalogue() {
      return loadCatalogue();
    },
    host: hostByScheme(nodeHost(), clientHost(connection)),
    loadProse: () => nodeProse(__dirname),
    onCrash: (rule, error) => connection.console.error(`rule ${rule.id}: ${String(error)}`),
  });
  startServer(connection, service, params, afterAnswers);
}

/** A message is handled in a turn of the event loop, and its answer written in the next one. */
function afterAnswers(work: () => void): void {
  setImmediate(() => setImmediate(() => setImmediate(work)));
}
