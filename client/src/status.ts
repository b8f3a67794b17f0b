// The language status: which release and which profile the active file is judged by, and why.
import { type ExtensionContext, languages as vscodeLanguages, LanguageStatusSeverity, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import { languages } from './languages';
import { type Status, statusNotification } from './protocol';

const reasons: Record<Status['source'], string> = {
  setting: 'as set',
  installed: 'as installed here',
  assumed: 'assumed',
};

/** Shows what the server says about the file in the active editor. */
export function showStatus(context: ExtensionContext, client: BaseLanguageClient): void {
  const known = new Map<string, Status>();
  const release = vscodeLanguages.createLanguageStatusItem('postfixMainCf.release', [...languages]);
  release.name = 'Postfix release';
  release.command = { command: 'postfixMainCf.choosePostfixVersion', title: 'Choose release' };
  const profile = vscodeLanguages.createLanguageStatusItem('postfixMainCf.profile', [...languages]);
  profile.name = 'Postfix profile';
  profile.command = { command: 'postfixMainCf.chooseProfile', title: 'Choose profile' };

  const show = (): void => {
    const uri = window.activeTextEditor?.document.uri;
    const status = uri && known.get(client.code2ProtocolConverter.asUri(uri));
    release.busy = client.state === State.Starting;
    const stopped = client.state === State.Stopped || client.state === State.StartFailed;
    release.severity = stopped
      ? LanguageStatusSeverity.Error
      : status?.note
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
    if (stopped) {
      release.text = 'Postfix: server stopped';
      release.detail = 'run "Postfix: Restart Language Server"';
      return;
    }
    release.text = status ? `Postfix ${status.release}` : 'Postfix';
    release.detail = status ? [reasons[status.source], status.note].filter(Boolean).join(': ') : '';
    profile.text = status ? `Profile ${status.profile}` : 'Profile';
    profile.detail = status?.role ?? '';
  };

  context.subscriptions.push(
    release,
    profile,
    window.onDidChangeActiveTextEditor(show),
    client.onDidChangeState(show),
    client.onNotification(statusNotification, (status: Status) => {
      known.set(status.uri, status);
      show();
    }),
  );
  show();
}
