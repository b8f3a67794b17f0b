// What happens when the server dies: it is started again a few times, then the person is asked.
import { commands, window } from 'vscode';
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

const patience = { crashes: 4, milliseconds: 3 * 60_000 };

/** Restarts a server that ended by itself, unless it does so again and again. */
export function crashHandler(): ErrorHandler {
  let crashes: number[] = [];
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
    }),
    closed(): CloseHandlerResult {
      const now = Date.now();
      crashes = [...crashes.filter(time => now - time < patience.milliseconds), now];
      if (crashes.length < patience.crashes) return { action: CloseAction.Restart, handled: true };
      crashes = [];
      void askWhatToDo();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

async function askWhatToDo(): Promise<void> {
  const message = `The Postfix language server ended ${patience.crashes} times in a few minutes and was not started again. Your files are untouched.`;
  const picked = await window.showErrorMessage(message, 'Restart', 'Show Output');
  if (picked === 'Restart') await commands.executeCommand('postfixMainCf.restartServer');
  if (picked === 'Show Output') await commands.executeCommand('postfixMainCf.showOutput');
}
