// The language status: which release and which profile the active file is judged by, and why.
import {
  type ExtensionContext,
  type LanguageStatusItem,
  languages as vscodeLanguages,
  LanguageStatusSeverity,
  window,
} from 'vscode';
import type { Status } from '../../protocol/messages';
import { languages } from './languages';
import type { ServerState } from './server';

const noteId = 'postfixMainCf.note';

const reasons: Record<Status['source'], string> = {
  setting: 'as set',
  installed: 'as installed here',
  assumed: 'assumed',
};

export interface StatusItems {
  /** What the server says about a file. */
  readonly tell: (status: Status) => void;
  readonly serverIs: (state: ServerState) => void;
}

/** Shows what is known about the file in the active editor. */
export function statusItems(context: ExtensionContext): StatusItems {
  const known = new Map<string, Status>();
  let server: ServerState = 'starting';
  const release = vscodeLanguages.createLanguageStatusItem('postfixMainCf.release', [...languages]);
  release.name = 'Postfix release';
  const profile = vscodeLanguages.createLanguageStatusItem('postfixMainCf.profile', [...languages]);
  profile.name = 'Postfix profile';
  profile.command = { command: 'postfixMainCf.chooseProfile', title: 'Choose profile' };

  // What the user has to know about this file has a line of its own, which is there only where there is something to say.
  let note: LanguageStatusItem | undefined;
  const showNote = (text: string | undefined): void => {
    if (note?.text === text) return;
    note?.dispose();
    note = text === undefined ? undefined : vscodeLanguages.createLanguageStatusItem(noteId, [...languages]);
    if (note === undefined || text === undefined) return;
    note.name = 'Postfix note';
    note.severity = LanguageStatusSeverity.Warning;
    note.text = text;
  };

  const show = (): void => {
    release.busy = server === 'starting';
    if (server === 'stopped') {
      release.severity = LanguageStatusSeverity.Error;
      release.text = 'Postfix: the language server has stopped';
      release.detail = '';
      release.command = { command: 'postfixMainCf.restartServer', title: 'Restart' };
      showNote(undefined);
      return;
    }
    const status = known.get(window.activeTextEditor?.document.uri.toString() ?? '');
    release.severity = LanguageStatusSeverity.Information;
    release.text = status ? `Postfix ${status.release}` : 'Postfix';
    release.detail = status ? reasons[status.source] : '';
    release.command = { command: 'postfixMainCf.choosePostfixVersion', title: 'Choose release' };
    profile.text = status ? `Profile ${status.profile}` : 'Profile';
    profile.detail = status?.role ?? '';
    showNote(status?.note && capitalised(status.note));
  };
  show();
  context.subscriptions.push(
    release,
    profile,
    { dispose: () => note?.dispose() },
    window.onDidChangeActiveTextEditor(show),
  );
  return {
    tell: status => {
      known.set(status.uri, status);
      show();
    },
    serverIs: state => {
      server = state;
      show();
    },
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
