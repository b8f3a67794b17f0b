import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceDocument } from '../service';

/**
 * A text document that takes its changes in when somebody reads it. While a person types, many messages need no text: the menu of code actions is made
 * of the client's own diagnostics, and a cancelled request is not answered at all. In a long file each change is a copy of it.
 */
export class OpenDocument implements SourceDocument {
  #version: number;
  #changes: TextDocumentContentChangeEvent[] = [];

  constructor(readonly inner: TextDocument) {
    this.#version = inner.version;
  }

  get uri(): string {
    return this.inner.uri;
  }
  get languageId(): string {
    return this.inner.languageId;
  }
  get version(): number {
    return this.#version;
  }

  /** Notes what has changed. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number): this {
    for (const change of changes) this.#changes.push(change);
    this.#version = version;
    return this;
  }

  /** As it is now. Throws, once, where the client sent a change that is none. */
  getText(): string {
    if (this.#changes.length > 0) {
      const changes = this.#changes;
      this.#changes = [];
      TextDocument.update(this.inner, changes, this.#version);
    }
    return this.inner.getText();
  }
}

/** How the open documents are kept. */
export const openDocuments: TextDocumentsConfiguration<OpenDocument> = {
  create: (...parts) => new OpenDocument(TextDocument.create(...parts)),
  update: (document, changes, version) => document.change(changes, version),
};
