// The two kinds of file this extension is about.
import { type TextDocument, window } from 'vscode';
import type { DocumentSelector } from 'vscode-languageclient';

export const mainLanguage = 'postfix-main-cf';
export const masterLanguage = 'postfix-master-cf';
export const languages = [mainLanguage, masterLanguage] as const;

/** Every scheme: files, virtual workspaces, unsaved files, and the older versions that a diff shows. */
export const documentSelector: DocumentSelector = languages.map(language => ({ language }));

/** A main.cf or a master.cf. */
export function isOurs(document: TextDocument): boolean {
  return document.languageId === mainLanguage || document.languageId === masterLanguage;
}

/** The main.cf or master.cf in the active editor; says so and returns undefined where another file is shown. */
export function activeDocument(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  if (document !== undefined && isOurs(document)) return document;
  void window.showInformationMessage('Open a Postfix main.cf or master.cf first.');
  return undefined;
}
