// The commands of the palette. Each asks the server and shows what it says.
import {
  commands,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  window,
} from 'vscode';
import { effectiveDocuments } from './effective';
import { explanations } from './explain';
import { activeDocument } from './languages';
import { overviews } from './overview/panel';
import { applySafeDefaults } from './safe-defaults';
import type { Server } from './server';
import { choosePostfixVersion, chooseProfile, setRuleSeverity } from './settings';

/** The command (internal, by its underscore) behind the code action "Set severity of …"; its arguments are the rule's id and the file's URI. */
export const setSeverityCommand = '_postfixMainCf.setRuleSeverity';

/** Registers every command of the manifest. */
export function registerCommands(context: ExtensionContext, server: Server, output: LogOutputChannel): void {
  const showEffective = effectiveDocuments(context, server);
  const showOverview = overviews(context, server);
  const onDocument = (action: (document: TextDocument) => Promise<void>) => async (): Promise<void> => {
    const document = activeDocument();
    if (document !== undefined) await action(document);
  };
  const table: Record<string, () => Promise<void> | void> = {
    explainParameter: explanations(context, server),
    showEffectiveConfiguration: onDocument(document => showEffective(document, 'set')),
    showExpandedConfiguration: onDocument(document => showEffective(document, 'expanded')),
    compareWithDefaults: onDocument(document => showEffective(document, 'defaults-diff')),
    choosePostfixVersion: onDocument(document => choosePostfixVersion(server.client, document)),
    chooseProfile: onDocument(document => chooseProfile(server.client, document)),
    applySafeDefaults: onDocument(document => applySafeDefaults(server.client, document)),
    showTlsOverview: onDocument(showOverview),
    restartServer: () => server.restart(),
    showOutput: () => output.show(),
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
