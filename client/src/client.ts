// What the desktop's and the browser's client share: all but how the server is started.
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import type { InitializationOptions } from '../../protocol/messages';
import { registerCommands, setSeverityCommand } from './commands';
import { effectiveScheme } from './effective';
import { serveFiles } from './files';
import { documentSelector } from './languages';
import { hear, tell } from './messages';
import { Server } from './server';
import { statusItems } from './status';
import { traceChannel } from './trace';

/** Also the section of our settings: the client reads `<id>.trace.server`. */
export const clientId = 'postfixMainCf';
export const clientName = 'Postfix main.cf';

/** What a name that was completed leads to: the list of its values. */
const suggestCommand = 'editor.action.triggerSuggest';

/** Schemes of documents that show another file, or another version of one: hovers help there, squiggles do not. */
const derivedSchemes = new Set([effectiveScheme, 'git', 'gitfs', 'review', 'vscode-local-history']);

/** Starts the server through the client that `create` makes, and everything that shows what it says. */
export async function startClient(
  context: ExtensionContext,
  create: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const output = window.createOutputChannel(clientName, { log: true });
  const options: LanguageClientOptions = {
    documentSelector,
    outputChannel: output,
    traceOutputChannel: traceChannel(output),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      // `postconfPath` has the scope `machine`: no workspace can set it.
      hasMachineSettings: true,
      setSeverityCommand,
      suggestCommand,
      status: true,
    }),
    synchronize: {
      configurationSection: clientId,
    },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, isDerived(uri) ? [] : diagnostics),
      provideDiagnostics: (document, previousResultId, token, next) =>
        isDerived(document instanceof Uri ? document : document.uri)
          ? undefined
          : next(document, previousResultId, token),
    },
  };
  const status = statusItems(context);
  const server = new Server(
    errorHandler => create({ ...options, errorHandler }),
    client => {
      serveFiles(client, Uri.joinPath(context.extensionUri, 'server/dist/prose.txt'));
      hear(client, 'postfixMainCf/status', told => {
        status.tell({ ...told, uri: client.protocol2CodeConverter.asUri(told.uri).toString() });
      });
    },
  );
  registerCommands(context, server, output);
  context.subscriptions.push(
    output,
    server,
    server.onDidChangeState(status.serverIs),
    // A server that is down learns it when it starts.
    workspace.onDidGrantWorkspaceTrust(() =>
      tell(server.client, 'postfixMainCf/trusted', { trusted: true }).catch(() => undefined),
    ),
  );
  await commands.executeCommand('setContext', 'postfixMainCf.active', true);
  await server.start();
}

function isDerived(uri: Uri): boolean {
  return derivedSchemes.has(uri.scheme);
}
