import {
  createConnection,
  ProposedFeatures,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { answerInitialize } from '../lsp/handshake';

const connection = createConnection(
  ProposedFeatures.all,
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
answerInitialize(
  connection,
  params => void import('./node-server').then(({ startNodeServer }) => startNodeServer(connection, params)),
  setImmediate,
);
connection.listen();
