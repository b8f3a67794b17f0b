// The page of one parameter, beside the file, in the editor's own Markdown preview.
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Explanation } from '../../protocol/messages';
import { isOurs } from './languages';
import { ask } from './messages';
import type { Server } from './server';

const scheme = 'postfix-main-cf-explain';

/** Registers the pages; returns the command that explains what is under the cursor. */
export function explanations(context: ExtensionContext, server: Server): () => Promise<void> {
  const pages = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: uri => pages.get(uri.path) ?? '',
    }),
  );
  return async () => {
    const explanation = await explain(server, window.activeTextEditor);
    if (explanation === null) {
      void window.showInformationMessage(
        'There is nothing to explain here: put the cursor on a name or a value of a main.cf.',
      );
      return;
    }
    const page = Uri.from({ scheme, path: `/${explanation.title.replaceAll('/', '∕')}.md` });
    pages.set(page.path, explanation.markdown);
    // The same word means something else in another place, and the same name in another release.
    changed.fire(page);
    await commands.executeCommand('markdown.showPreviewToSide', page);
  };
}

async function explain(server: Server, editor: TextEditor | undefined): Promise<Explanation | null> {
  if (editor === undefined || !isOurs(editor.document)) return null;
  const { document, selection } = editor;
  const params = server.client.code2ProtocolConverter.asTextDocumentPositionParams(
    document,
    selection.active,
  );
  return ask(server.client, 'postfixMainCf/explain', params);
}
