// What the desktop's and the browser's client share: all but how the server is started.
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import { registerCommands } from './commands';
import { crashHandler } from './crash';
import { effectiveScheme } from './effective';
import { serveFiles } from './files';
import { documentSelector } from './languages';
import { setSeverityCommand, trustedNotification } from './protocol';
import { showStatus } from './status';
import { traceChannel } from './trace';

/** Also the section of our settings: the client reads `<id>.trace.server`. */
export const clientId = 'postfixMainCf';
export const clientName = 'Postfix main.cf';

/** Schemes of documents that show another file, or another version of one: hovers help there, squiggles do not. */
const derivedSchemes = new Set([effectiveScheme, 'git', 'gitfs', 'review', 'vscode-local-history']);

/** Starts the client that `create` makes and everything that shows what the server says. */
export async function startClient(
  context: ExtensionContext,
  create: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const output = window.createOutputChannel(clientName, { log: true });
  const client = create({
    documentSelector,
    outputChannel: output,
    traceOutputChannel: traceChannel(output),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: crashHandler(),
    initializationOptions: () => ({ trusted: workspace.isTrusted, setSeverityCommand }),
    synchronize: {
      configurationSection: clientId,
      fileEvents: workspace.createFileSystemWatcher('**/{main,master}.cf*'),
    },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, isDerived(uri) ? [] : diagnostics),
      provideDiagnostics: (document, previousResultId, token, next) =>
        isDerived(document instanceof Uri ? document : document.uri)
          ? undefined
          : next(document, previousResultId, token),
    },
  });
  const restart = async (): Promise<void> => {
    if (client.needsStop()) await client.stop();
    await client.start();
  };
  serveFiles(client, Uri.joinPath(context.extensionUri, 'server/dist/prose.json'));
  showStatus(context, client);
  registerCommands(context, client, restart);
  context.subscriptions.push(
    output,
    client,
    workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustedNotification, { trusted: true })),
  );
  await commands.executeCommand('setContext', 'postfixMainCf.active', true);
  await client.start();
}

function isDerived(uri: Uri): boolean {
  return derivedSchemes.has(uri.scheme);
}
