import {
  createConnection,
  ProposedFeatures,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { serveOn } from './node-start';

serveOn(createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process)));
