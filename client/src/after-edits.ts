import { Disposable, languages, workspace } from 'vscode';
import { isOurs } from './languages';

/** Milliseconds: one redraw of what follows a file for a burst of keystrokes. */
const pause = 150;

/** Calls `react` shortly after one of our files, a setting, or what the server finds in a file has changed. */
export function afterEdits(react: () => void | Promise<void>): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    // What follows a file is gone by now, or the server is: the next edit tells.
    timer = setTimeout(() => void Promise.resolve(react()).catch(() => undefined), pause);
  };
  return Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isOurs(document)) later();
    }),
    // So it is too when the server has read what lies beside the file: master.cf, certificates.
    languages.onDidChangeDiagnostics(({ uris }) => {
      const changed = new Set(uris.map(uri => uri.toString()));
      if (workspace.textDocuments.some(document => isOurs(document) && changed.has(document.uri.toString())))
        later();
    }),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('postfixMainCf')) later();
    }),
    new Disposable(() => clearTimeout(timer)),
  );
}
