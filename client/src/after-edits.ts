import { Disposable, workspace } from 'vscode';
import { isOurs } from './languages';

/** Milliseconds: one redraw of what follows a file for a burst of keystrokes. */
const pause = 150;

/** Calls `react` shortly after one of our files, or a setting, has changed. */
export function afterEdits(react: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(react, pause);
  };
  return Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isOurs(document)) later();
    }),
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('postfixMainCf')) later();
    }),
    new Disposable(() => clearTimeout(timer)),
  );
}
