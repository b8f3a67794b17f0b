// The desktop, Remote-SSH, containers: the server is a child process.
import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientId, clientName, startClient } from './client';

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('server/dist/ipc.js');
  // Code that V8 compiled is kept from start to start.
  const args = ['--code-cache', Uri.joinPath(context.globalStorageUri, 'compiled').fsPath];
  const server = { module, transport: TransportKind.ipc, args };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  await startClient(
    context,
    options => new LanguageClient(clientId, clientName, { run: server, debug }, options),
  );
}
