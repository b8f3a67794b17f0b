import type { SemanticTokensLegend } from 'vscode-languageserver-types';

/** The kind of "fix all" for `editor.codeActionsOnSave`: safe fixes only. */
export const fixAllKind = 'source.fixAll.postfixMainCf';

/** The source of our diagnostics. */
export const diagnosticSource = 'postfix';

/** What the semantic tokens mean. Types and modifiers are the protocol's own where it has one. */
export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [
    'property',
    'variable',
    'operator',
    'enumMember',
    'function',
    'type',
    'number',
    'string',
    'keyword',
  ],
  tokenModifiers: ['defaultLibrary', 'deprecated', 'overridden', 'userDefined'],
};
