import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { RequestsToClient } from '../../../protocol/messages';
import { loadCatalogue } from '../catalogue/load';
import { readProse } from '../catalogue/prose';
import { clientHost } from '../lsp/client-host';
import { answerInitialize } from '../lsp/handshake';
import { startServer } from '../lsp/server';
import { createService } from '../service';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
const service = createService({
  get catalogue() {
    return loadCatalogue();
  },
  host: clientHost(connection),
  loadProse: async () => {
    // Null where the client could not read them: hovers then show facts only.
    const method: keyof RequestsToClient = 'postfixMainCf/prose';
    const text = await connection.sendRequest<RequestsToClient[typeof method]['result']>(method, {});
    return readProse(text ?? '');
  },
  onCrash: (rule, error) => connection.console.error(`rule ${rule.id}: ${String(error)}`),
});
answerInitialize(
  connection,
  params => startServer(connection, service, params, work => setTimeout(work)),
  work => work(),
);
connection.listen();
