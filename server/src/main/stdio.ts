import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { answerInitialize } from '../lsp/handshake';

const connection = createConnection(
  ProposedFeatures.all,
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
answerInitialize(
  connection,
  params => void import('./node-server').then(({ startNodeServer }) => startNodeServer(connection, params)),
  setImmediate,
);
connection.listen();
