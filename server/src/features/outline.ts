import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import type { Service } from '../syntax/parse-master';
import type { Entry } from '../syntax/tree';
import { masterCfOf, type Analysis } from './analysis';
import { toRange } from './convert';
import { sectionsOf } from './sections';

/** The outline: sections with their parameters; in master.cf services with their overrides. */
export function outline(analysis: Analysis): DocumentSymbol[] {
  if (analysis.isLarge) return [];
  if (analysis.file === 'master')
    return (masterCfOf(analysis)?.services ?? []).map(service => serviceSymbol(analysis, service));
  const sections = sectionsOf(analysis.config);
  const inSections = new Set(sections.flatMap(section => section.entries));
  const loose = analysis.config.entries.filter(entry => !inSections.has(entry));
  return [
    ...loose.map(entry => entrySymbol(analysis, entry)),
    ...sections
      .filter(section => section.entries.length > 0)
      .map(section => ({
        name: section.title,
        kind: SymbolKind.Namespace,
        range: toRange(analysis.lines, section),
        selectionRange: toRange(analysis.lines, section.titleSpan),
        children: section.entries.map(entry => entrySymbol(analysis, entry)),
      })),
  ];
}

function entrySymbol(analysis: Analysis, entry: Entry): DocumentSymbol {
  return {
    name: shown(entry.name),
    detail: shorten(entry.value.text),
    kind: SymbolKind.Property,
    range: toRange(analysis.lines, { start: entry.start, end: withoutNewline(analysis.text, entry.end) }),
    selectionRange: toRange(analysis.lines, entry.nameSpan),
  };
}

function serviceSymbol(analysis: Analysis, service: Service): DocumentSymbol {
  const symbol: DocumentSymbol = {
    name: shown(service.name.text),
    detail: `${service.type.text} ${service.command.text}`,
    kind: SymbolKind.Interface,
    range: toRange(analysis.lines, { start: service.start, end: withoutNewline(analysis.text, service.end) }),
    selectionRange: toRange(analysis.lines, service.name.span),
  };
  if (service.overrides.length > 0) {
    symbol.children = service.overrides.map(override => ({
      name: shown(override.name),
      detail: shorten(override.value.text),
      kind: SymbolKind.Property,
      range: toRange(analysis.lines, override),
      selectionRange: toRange(analysis.lines, override.nameSpan),
    }));
  }
  return symbol;
}

/** Editors refuse names that show nothing. */
function shown(name: string): string {
  return name.trim() === '' ? '(no name)' : name;
}

function shorten(text: string): string {
  const line = text.length > 200 ? text.slice(0, 200) : text;
  const squeezed = line.replace(/\s+/g, ' ');
  return squeezed.length > 80 ? `${squeezed.slice(0, 79)}…` : squeezed;
}

function withoutNewline(text: string, end: number): number {
  return text[end - 1] === '\n' ? end - 1 : end;
}
