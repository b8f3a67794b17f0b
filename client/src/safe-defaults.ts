// Proposes the TLS settings of the profile; nothing changes before the person has seen and confirmed the edit.
import { type TextDocument, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Side } from '../../protocol/messages';
import { ask } from './messages';

const sides: readonly { readonly label: string; readonly description: string; readonly side: Side }[] = [
  { label: 'Incoming mail', description: 'server, smtpd', side: 'incoming' },
  { label: 'Outgoing mail', description: 'client, smtp', side: 'outgoing' },
  { label: 'Both', description: '', side: 'both' },
];

/** Asks for the side, asks the server for the edit, and hands it to the editor's refactor preview. */
export async function applySafeDefaults(client: BaseLanguageClient, document: TextDocument): Promise<void> {
  const picked = await window.showQuickPick(sides, { title: 'Safe TLS defaults for …' });
  if (picked === undefined) return;
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const proposed = await ask(client, 'postfixMainCf/safeDefaults', { textDocument, side: picked.side });
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(proposed);
  if (edit === undefined || edit.size === 0) {
    void window.showInformationMessage('Nothing to change: the file already says what the profile asks for.');
    return;
  }
  await workspace.applyEdit(edit, { isRefactoring: true });
}
