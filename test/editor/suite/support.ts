// Small words for the tests: open a file, find a place in it, wait for what the server says.
import {
  commands,
  type Diagnostic,
  EndOfLine,
  extensions,
  languages,
  Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';

/** node:assert is not to be had in a web worker. */
export function ok(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

export function equal<T>(actual: T, expected: T, message: string): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  ok(seen === wanted, `${message}: ${seen} instead of ${wanted}`);
}

/** Opens a file of the test's workspace in the editor. */
export async function open(file: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  ok(folder, 'no workspace folder');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, file));
  await window.showTextDocument(document);
  return document;
}

/** The first place of `text` in the document. */
export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  ok(start >= 0, `${text} is not in ${document.uri.path}`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Inside the first place of `text`: one character after its start. */
export function inside(document: TextDocument, text: string): Position {
  return rangeOf(document, text).start.translate(0, 1);
}

/** Tries until `probe` gives something, for at most `milliseconds`. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  milliseconds = 10_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    ok(Date.now() < end, `waited in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** The rule id of a finding. */
export function ruleOf(diagnostic: Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for the finding of a rule. */
export async function finding(document: TextDocument, rule: string): Promise<Diagnostic> {
  return eventually(`the finding ${rule}`, () =>
    languages.getDiagnostics(document.uri).find(diagnostic => ruleOf(diagnostic) === rule),
  );
}

/** Replaces the whole text in the open editor, as one edit. */
export async function replaceText(document: TextDocument, text: string): Promise<void> {
  const editor = await window.showTextDocument(document);
  const everything = new Range(new Position(0, 0), document.positionAt(document.getText().length));
  ok(
    await editor.edit(edit => (edit.setEndOfLine(EndOfLine.LF), edit.replace(everything, text))),
    'the edit was refused',
  );
}

/** Undoes what a test did to a file, on disk and in the editor. */
export async function revert(): Promise<void> {
  await commands.executeCommand('workbench.action.files.revert');
}

/** Our extension, as the editor knows it. */
export function extension() {
  const found = extensions.getExtension('postfix-main-cf.postfix-main-cf');
  ok(found, 'the extension is not installed');
  return found;
}
