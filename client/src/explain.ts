// The page of one parameter, beside the file, in the editor's own Markdown preview.
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { mainLanguage } from './languages';
import { explainRequest, type Explanation } from './protocol';

const scheme = 'postfix-main-cf-explain';

/** Registers the pages; returns the command that explains what is under the cursor. */
export function explanations(context: ExtensionContext, client: BaseLanguageClient): () => Promise<void> {
  const pages = new Map<string, string>();
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: uri => pages.get(uri.path) ?? '',
    }),
  );
  return async () => {
    const editor = window.activeTextEditor;
    const converter = client.code2ProtocolConverter;
    const explanation =
      editor?.document.languageId === mainLanguage
        ? await client.sendRequest<Explanation | null>(
            explainRequest,
            converter.asTextDocumentPositionParams(editor.document, editor.selection.active),
          )
        : null;
    if (explanation === null) {
      void window.showInformationMessage(
        'There is nothing to explain here: put the cursor on a name or a value of a main.cf.',
      );
      return;
    }
    const page = Uri.from({ scheme, path: `/${explanation.title.replaceAll('/', '∕')}.md` });
    pages.set(page.path, explanation.markdown);
    await commands.executeCommand('markdown.showPreviewToSide', page);
  };
}
