import { LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import type { Analysis } from '../features/analysis';
import { codeActions, type CodeActionOptions } from '../features/code-actions';
import { definition, highlights, references } from '../features/definition';
import { foldingRanges } from '../features/folding';
import { formatDocument, formatOnEnter } from '../features/formatting';
import { hover } from '../features/hover';
import { inlayHints } from '../features/inlay-hints';
import { documentLinks } from '../features/links';
import { outline } from '../features/outline';
import { CannotRename, prepareRename, rename } from '../features/rename';
import { selectionRanges } from '../features/selection-ranges';
import { semanticTokens } from '../features/semantic-tokens';
import { workspaceSymbols } from '../features/workspace-symbols';
import type { Service } from '../service';

/** What handlers need: the analysis of an open document as it is now, and those of all open documents. */
export interface Lookup {
  of(uri: string): Analysis | undefined;
  all(): Iterable<Analysis>;
}

/** Connects the requests about a document with the features that answer them. */
export function registerFeatures(
  connection: Connection,
  service: Service,
  lookup: Lookup,
  actionOptions: CodeActionOptions,
): void {
  const ask = <R>(uri: string, answer: (analysis: Analysis) => R, otherwise: R): R => {
    const analysis = lookup.of(uri);
    return analysis === undefined ? otherwise : answer(analysis);
  };
  connection.onHover(async ({ textDocument, position }) => {
    const prose = await service.prose();
    return ask(textDocument.uri, analysis => hover(analysis, position, prose) ?? null, null);
  });
  connection.onCodeAction(({ textDocument, range, context }) =>
    ask(textDocument.uri, analysis => codeActions(analysis, range, context, actionOptions), []),
  );
  connection.onDefinition(({ textDocument, position }) =>
    ask(textDocument.uri, analysis => definition(analysis, position), []),
  );
  connection.onReferences(({ textDocument, position, context }) =>
    ask(textDocument.uri, analysis => references(analysis, position, context.includeDeclaration), []),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    ask(textDocument.uri, analysis => highlights(analysis, position), []),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    ask(textDocument.uri, analysis => orExplain(() => prepareRename(analysis, position)), null),
  );
  connection.onRenameRequest(({ textDocument, position, newName }) =>
    ask(textDocument.uri, analysis => orExplain(() => rename(analysis, position, newName)), null),
  );
  connection.onDocumentSymbol(({ textDocument }) => ask(textDocument.uri, outline, []));
  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(lookup.all(), query));
  connection.onFoldingRanges(({ textDocument }) => ask(textDocument.uri, foldingRanges, []));
  connection.onSelectionRanges(({ textDocument, positions }) =>
    ask(textDocument.uri, analysis => selectionRanges(analysis, positions), []),
  );
  connection.onDocumentLinks(({ textDocument }) => ask(textDocument.uri, documentLinks, []));
  connection.onDocumentFormatting(({ textDocument }) => ask(textDocument.uri, formatDocument, []));
  connection.onDocumentRangeFormatting(({ textDocument, range }) =>
    ask(textDocument.uri, analysis => formatDocument(analysis, range), []),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument, position }) =>
    ask(textDocument.uri, analysis => formatOnEnter(analysis, position), []),
  );
  connection.languages.semanticTokens.on(({ textDocument }) =>
    ask(textDocument.uri, analysis => semanticTokens(analysis), { data: [] }),
  );
  connection.languages.semanticTokens.onRange(({ textDocument, range }) =>
    ask(textDocument.uri, analysis => semanticTokens(analysis, range), { data: [] }),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    ask(textDocument.uri, analysis => inlayHints(analysis, range), []),
  );
}

/** What cannot be renamed is no failure of ours: the person is told why. */
function orExplain<R>(answer: () => R): R | ResponseError<void> {
  try {
    return answer();
  } catch (error) {
    if (error instanceof CannotRename) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    throw error;
  }
}
