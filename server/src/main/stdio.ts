import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { loadCatalogue } from '../catalogue/load';
import { nodeHost } from '../host/node/node-host';
import { nodeProse } from '../host/node/node-prose';
import { startServer } from '../lsp/server';
import { createService } from '../service';

const connection = createConnection(
  ProposedFeatures.all,
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
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
