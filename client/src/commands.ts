// The commands of the palette. Each asks the server and shows what it says.
import { commands, type ExtensionContext, type TextDocument, Uri, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { effectiveDocuments } from './effective';
import { explanations } from './explain';
import { activeDocument } from './languages';
import { overviews } from './overview/panel';
import { applySafeDefaults } from './safe-defaults';
import { setSeverityCommand } from './protocol';
import { choosePostfixVersion, chooseProfile, setRuleSeverity } from './settings';

/** Registers every command of the manifest. `restart` starts the server again, whatever state it is in. */
export function registerCommands(
  context: ExtensionContext,
  client: BaseLanguageClient,
  restart: () => Promise<void>,
): void {
  const showEffective = effectiveDocuments(context, client);
  const showOverview = overviews(context, client);
  const onDocument = (action: (document: TextDocument) => Promise<void>) => async (): Promise<void> => {
    const document = activeDocument();
    if (document !== undefined) await action(document);
  };
  const table: Record<string, () => Promise<void> | void> = {
    explainParameter: explanations(context, client),
    showEffectiveConfiguration: onDocument(document => showEffective(document, 'set')),
    showExpandedConfiguration: onDocument(document => showEffective(document, 'expanded')),
    compareWithDefaults: onDocument(document => showEffective(document, 'defaults-diff')),
    choosePostfixVersion: onDocument(document => choosePostfixVersion(client, document)),
    chooseProfile: onDocument(document => chooseProfile(client, document)),
    applySafeDefaults: onDocument(document => applySafeDefaults(client, document)),
    showTlsOverview: onDocument(showOverview),
    restartServer: restart,
    showOutput: () => client.outputChannel.show(),
  };
  for (const [name, run] of Object.entries(table)) {
    context.subscriptions.push(commands.registerCommand(`postfixMainCf.${name}`, () => reportingErrors(run)));
  }
  // Not in the palette: the server's code actions call it.
  const setSeverity = (rule: string, uri: string): Promise<void> =>
    reportingErrors(() => setRuleSeverity(rule, Uri.parse(uri)));
  context.subscriptions.push(commands.registerCommand(setSeverityCommand, setSeverity));
}

/** A request that fails (no server, a fault in it) is a message, not silence. */
async function reportingErrors(run: () => Promise<void> | void): Promise<void> {
  try {
    await run();
  } catch (error) {
    void window.showErrorMessage(
      `Postfix main.cf: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
