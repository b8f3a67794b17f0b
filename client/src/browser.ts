// vscode.dev and other editors without a machine behind them: the server is a web worker.
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientId, clientName, startClient } from './client';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'server/dist/worker.js').toString(true);
  const start = async (): Promise<Worker> => new Worker(script);
  await startClient(context, options => new LanguageClient(clientId, clientName, start, options));
}
