import type { ClientCapabilities, Connection } from 'vscode-languageserver';

/** Tells a client that asks for what it shows that it should ask again: something beside the text has changed. */
export function viewRefresher(connection: Connection, { workspace }: ClientCapabilities): () => void {
  const { diagnostics, inlayHint, semanticTokens } = connection.languages;
  const views = [
    workspace?.diagnostics?.refreshSupport === true ? diagnostics : undefined,
    workspace?.inlayHint?.refreshSupport === true ? inlayHint : undefined,
    workspace?.semanticTokens?.refreshSupport === true ? semanticTokens : undefined,
  ];
  return () => {
    for (const view of views) void view?.refresh();
  };
}
