// The configuration as Postfix reads it, as a read-only document that follows the edits of its file.
import {
  EventEmitter,
  type ExtensionContext,
  languages,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { EffectiveMode, RequestsToServer } from '../../protocol/messages';
import { afterEdits } from './after-edits';
import { ask } from './messages';
import type { Server } from './server';

export const effectiveScheme = 'postfix-main-cf-effective';

const titles: Record<EffectiveMode, string> = {
  set: 'effective',
  expanded: 'effective, expanded',
  'defaults-diff': 'compared with the defaults',
};

const nothingToShow = '# The file is not open as a main.cf or master.cf of Postfix.\n';

/** Registers the documents; returns the function that opens one beside its file. */
export function effectiveDocuments(
  context: ExtensionContext,
  server: Server,
): (document: TextDocument, mode: EffectiveMode) => Promise<void> {
  const changed = new EventEmitter<Uri>();
  const request = async (uri: Uri): Promise<RequestsToServer['postfixMainCf/effective']['result']> => {
    const { source, mode } = JSON.parse(uri.query) as { source: string; mode: EffectiveMode };
    // The server answers for open files only: where the tab is closed, this opens the file without showing it.
    const document = await workspace.openTextDocument(Uri.parse(source));
    const textDocument = server.client.code2ProtocolConverter.asTextDocumentIdentifier(document);
    return ask(server.client, 'postfixMainCf/effective', { textDocument, mode });
  };
  context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(effectiveScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async uri => (await request(uri))?.text ?? nothingToShow,
    }),
    afterEdits(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === effectiveScheme) changed.fire(uri);
    }),
  );
  return async (document, mode) => {
    const uri = document.uri.with({
      scheme: effectiveScheme,
      path: `${document.uri.path} – ${titles[mode]}`,
      query: JSON.stringify({ source: document.uri.toString(), mode }),
    });
    const languageId = (await request(uri))?.languageId ?? 'plaintext';
    const shown = await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), languageId);
    await window.showTextDocument(shown, {
      viewColumn: ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  };
}
