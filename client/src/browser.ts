// vscode.dev and other editors without a machine behind them: the server is a web worker.
import { type ExtensionContext, Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { clientId, clientName, startClient } from './client';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = await workerScript(Uri.joinPath(context.extensionUri, 'server/dist/worker.js'));
  let worker: Worker | undefined;
  // Reader and writer instead of the worker itself: in an extension host `worker instanceof Worker` does not hold.
  const start = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  await startClient(context, options => new LanguageClient(clientId, clientName, start, options));
}

/**
 * The script as a blob: a worker cannot be started from the address of an extension that lives on a remote machine.
 * The blob is never revoked, because the editor loads it only some time after the worker is made.
 */
async function workerScript(file: Uri): Promise<string> {
  const bytes = await workspace.fs.readFile(file);
  return URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'text/javascript' }));
}
