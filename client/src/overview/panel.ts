// The overview in a panel beside its file: it follows edits, and its links lead into the files.
import {
  Disposable,
  type ExtensionContext,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { Location, Overview } from '../../../protocol/overview';
import { afterEdits } from '../after-edits';
import { ask } from '../messages';
import type { Server } from '../server';
import { overviewBody, overviewPage } from './page';

/** Returns the command that shows the overview of a file: one panel per file. */
export function overviews(
  context: ExtensionContext,
  server: Server,
): (document: TextDocument) => Promise<void> {
  const panels = new Map<string, WebviewPanel>();
  context.subscriptions.push(
    new Disposable(() => {
      for (const panel of panels.values()) panel.dispose();
    }),
  );
  const request = async (uri: Uri): Promise<Overview | null> => {
    const document = await workspace.openTextDocument(uri);
    const textDocument = server.client.code2ProtocolConverter.asTextDocumentIdentifier(document);
    return ask(server.client, 'postfixMainCf/tlsOverview', { textDocument });
  };

  return async document => {
    const key = document.uri.toString();
    const overview = await request(document.uri);
    if (overview === null) {
      void window.showInformationMessage('There is no overview of this file.');
      return;
    }
    const existing = panels.get(key);
    if (existing !== undefined) {
      existing.reveal();
      return;
    }
    // Two instances have two overviews: the tab says whose it is.
    const title = `${overview.title} – ${workspace.asRelativePath(document.uri)}`;
    const panel = window.createWebviewPanel('postfixMainCf.overview', title, ViewColumn.Beside, {
      enableScripts: true,
      enableFindWidget: true,
      retainContextWhenHidden: true,
      localResourceRoots: [],
    });
    panel.webview.html = overviewPage(overview, nonce());
    let shown = overviewBody(overview);
    const following = afterEdits(async () => {
      const next = await request(document.uri).catch(() => null);
      if (next === null || overviewBody(next) === shown) return;
      shown = overviewBody(next);
      // The panel may have been closed meanwhile.
      if (panels.get(key) === panel) await panel.webview.postMessage(shown);
    });
    panel.webview.onDidReceiveMessage(showLocation);
    panel.onDidDispose(() => {
      panels.delete(key);
      following.dispose();
    });
    panels.set(key, panel);
  };
}

async function showLocation({ uri, line, character }: Location): Promise<void> {
  const selection = new Range(line, character, line, character);
  const visible = window.visibleTextEditors.find(
    editor => editor.document.uri.toString() === Uri.parse(uri).toString(),
  );
  await window.showTextDocument(Uri.parse(uri), {
    selection,
    viewColumn: visible?.viewColumn ?? ViewColumn.One,
  });
}

function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
