import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { fixAllKind, semanticTokensLegend } from '../features/announced';

/**
 * Answers `initialize`, and then has the rest of the server started, with what the client said of itself: that way the client need not wait
 * until the rest is loaded. `afterwards` does something once the answer is written and before the next message is read.
 */
export function answerInitialize(
  connection: Connection,
  start: (params: InitializeParams) => void,
  afterwards: (work: () => void) => void,
): void {
  connection.onInitialize(params => {
    afterwards(() => start(params));
    return {
      serverInfo: { name: 'postfix-language-server' },
      capabilities: pulls(params)
        ? {
            ...capabilities,
            diagnosticProvider: {
              interFileDependencies: true,
              workspaceDiagnostics: false,
              identifier: 'postfix',
            },
          }
        : capabilities,
    };
  });
}

/**
 * Whether the client asks for diagnostics, so that none are sent unasked: only where it can be told to ask again. What is wrong in a main.cf depends
 * on files, certificates and settings that change without it.
 */
export function pulls({ capabilities: { textDocument, workspace } }: InitializeParams): boolean {
  return textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
}

/** Whether the client keeps the data of diagnostics, and asks for the edits of the action that somebody chooses. */
export function resolvesActions({ textDocument }: ClientCapabilities): boolean {
  const keepsData =
    textDocument?.publishDiagnostics?.dataSupport === true || textDocument?.diagnostic?.dataSupport === true;
  return keepsData && textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
}

const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: {
    resolveProvider: true,
    // Not `=` and `,`: people press Enter behind them, to go on in the next line.
    triggerCharacters: [' ', '!', '>', '$', '{', ':', '/', '['],
  },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  semanticTokensProvider: { legend: semanticTokensLegend, full: true, range: true },
  inlayHintProvider: true,
};
