import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { loadCatalogue } from '../catalogue/load';
import { memoryHost } from '../host/memory';
import { answerInitialize } from '../lsp/handshake';
import { startServer } from '../lsp/server';
import { createService } from '../service';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
const service = createService({
  get catalogue() {
    return loadCatalogue();
  },
  host: memoryHost({}, Date.now()),
  loadProse: async () => {
    const pages = JSON.parse(await connection.sendRequest<string>('postfixMainCf/prose', {})) as Record<
      string,
      string
    >;
    return { page: key => pages[key] };
  },
  onCrash: (rule, error) => connection.console.error(`rule ${rule.id}: ${String(error)}`),
});
answerInitialize(
  connection,
  params => startServer(connection, service, params),
  work => work(),
);
connection.listen();
