import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import { baseName } from '../text/path-parts';
import type { Analysis } from './analysis';
import { toRange } from './convert';

/** Parameters and services of the open files whose name has the letters of the query in order. */
export function workspaceSymbols(analyses: Iterable<Analysis>, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const symbols: WorkspaceSymbol[] = [];
  for (const analysis of analyses) {
    const container = baseName(analysis.uri);
    const add = (name: string, kind: SymbolKind, span: { start: number; end: number }): void => {
      if (!hasLettersInOrder(name.toLowerCase(), wanted)) return;
      const location = { uri: analysis.uri, range: toRange(analysis.lines, span) };
      symbols.push({ name, kind, location, containerName: container });
    };
    if (analysis.file === 'main') {
      for (const entry of analysis.config.entries) add(entry.name, SymbolKind.Property, entry.nameSpan);
    } else {
      for (const service of analysis.config.master?.services ?? []) {
        add(service.name.text, SymbolKind.Interface, service.name.span);
      }
    }
  }
  return symbols;
}

function hasLettersInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
