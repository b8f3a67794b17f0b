import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { Analysis } from '../features/analysis';
import { codeActions, isWanted, wantsFixAll } from '../features/code-actions';
import { definition, highlights, references } from '../features/definition';
import { entriesIn, menuFor, type ActionData, type MenuOptions } from '../features/fix-menu';
import { foldingRanges } from '../features/folding';
import { formatDocument, formatOnEnter } from '../features/formatting';
import { hover } from '../features/hover';
import { inlayHints } from '../features/inlay-hints';
import { documentLinks } from '../features/links';
import { outline } from '../features/outline';
import { CannotRename, prepareRename, rename } from '../features/rename';
import { resolveAction } from '../features/resolve-action';
import { selectionRanges } from '../features/selection-ranges';
import { semanticTokens } from '../features/semantic-tokens';
import { workspaceSymbols } from '../features/workspace-symbols';
import type { Service } from '../service';

/** What handlers need: the analysis of an open document as it is now, and those of all open documents. */
export interface Lookup {
  of(uri: string): Analysis | undefined;
  /** Whether the findings in a document as it is now are known already. */
  isJudged(uri: string): boolean;
  all(): Iterable<Analysis>;
}

/** How menus of code actions are made. */
export interface ActionOptions extends MenuOptions {
  /** Whether the client keeps what comes with a diagnostic, and asks for an action's edits when somebody chooses it. */
  readonly resolves: boolean;
}

/** Connects the requests about a document with the features that answer them. */
export function registerFeatures(
  connection: Connection,
  service: Service,
  lookup: Lookup,
  { resolves, ...menuOptions }: ActionOptions,
): void {
  const ask = <R>(
    { textDocument: { uri } }: { textDocument: TextDocumentIdentifier },
    token: CancellationToken,
    answer: (analysis: Analysis) => R,
    otherwise: R,
  ): R | ResponseError<void> => {
    // What was typed since may have made the question pointless while it waited.
    if (token.isCancellationRequested) return cancelled();
    const analysis = lookup.of(uri);
    return analysis === undefined ? otherwise : answer(analysis);
  };
  connection.onHover(async (params, token) => {
    const prose = await service.prose();
    return ask(params, token, analysis => hover(analysis, params.position, prose) ?? null, null);
  });
  connection.onCodeAction((params, token) => {
    const { textDocument, range, context } = params;
    // While somebody types, the diagnostics say all that a menu needs, and no diagnostics that there is none.
    const entries = resolves && !wantsFixAll(context) ? entriesIn(context, range) : undefined;
    if (entries === undefined || (entries.length === 0 && lookup.isJudged(textDocument.uri))) {
      return ask(params, token, analysis => codeActions(analysis, range, context, menuOptions), []);
    }
    return isWanted(context, CodeActionKind.QuickFix) ? menuFor(textDocument.uri, entries, menuOptions) : [];
  });
  connection.onCodeActionResolve((action, token) => {
    if (token.isCancellationRequested) return cancelled();
    const data = action.data as ActionData | undefined;
    if (data === undefined) return action;
    const analysis = lookup.of(data.uri);
    const resolved = analysis === undefined ? undefined : resolveAction(analysis, action);
    return resolved ?? new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed: ask again.');
  });
  connection.onDefinition((params, token) =>
    ask(params, token, analysis => definition(analysis, params.position), []),
  );
  connection.onReferences((params, token) =>
    ask(
      params,
      token,
      analysis => references(analysis, params.position, params.context.includeDeclaration),
      [],
    ),
  );
  connection.onDocumentHighlight((params, token) =>
    ask(params, token, analysis => highlights(analysis, params.position), []),
  );
  connection.onPrepareRename((params, token) =>
    ask(params, token, analysis => orExplain(() => prepareRename(analysis, params.position)), null),
  );
  connection.onRenameRequest((params, token) =>
    ask(params, token, analysis => orExplain(() => rename(analysis, params.position, params.newName)), null),
  );
  connection.onDocumentSymbol((params, token) => ask(params, token, outline, []));
  connection.onWorkspaceSymbol(({ query }, token) =>
    token.isCancellationRequested ? cancelled() : workspaceSymbols(lookup.all(), query),
  );
  connection.onFoldingRanges((params, token) => ask(params, token, foldingRanges, []));
  connection.onSelectionRanges((params, token) =>
    ask(params, token, analysis => selectionRanges(analysis, params.positions), []),
  );
  connection.onDocumentLinks((params, token) => ask(params, token, documentLinks, []));
  connection.onDocumentFormatting((params, token) =>
    ask(params, token, analysis => formatDocument(analysis), []),
  );
  connection.onDocumentRangeFormatting((params, token) =>
    ask(params, token, analysis => formatDocument(analysis, params.range), []),
  );
  connection.onDocumentOnTypeFormatting((params, token) =>
    ask(params, token, analysis => formatOnEnter(analysis, params.position), []),
  );
  connection.languages.semanticTokens.on((params, token) =>
    ask(params, token, analysis => semanticTokens(analysis), { data: [] }),
  );
  connection.languages.semanticTokens.onRange((params, token) =>
    ask(params, token, analysis => semanticTokens(analysis, params.range), { data: [] }),
  );
  connection.languages.inlayHint.on((params, token) =>
    ask(params, token, analysis => inlayHints(analysis, params.range), []),
  );
}

/** The answer to a request that nobody waits for any more. */
export function cancelled<Data = void>(): ResponseError<Data> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
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
