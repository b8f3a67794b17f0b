import {
  createConnection,
  ProposedFeatures,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { loadCatalogue } from '../catalogue/load';
import { nodeHost } from '../host/node/node-host';
import { nodeProse } from '../host/node/node-prose';
import { startServer } from '../lsp/server';
import { createService } from '../service';

const connection = createConnection(
  ProposedFeatures.all,
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
startServer(
  connection,
  createService({
    get catalogue() {
      return loadCatalogue();
    },
    host: nodeHost(),
    loadProse: () => nodeProse(__dirname),
    onCrash: (rule, error) => connection.console.error(`rule ${rule.id}: ${String(error)}`),
  }),
);
