import type { DocumentHighlight, Location, Position } from 'vscode-languageserver-types';
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import { definitionsOf, nameAt, occurrencesOf, type NameOccurrence } from '../config/references';
import type { Analysis } from './analysis';
import { toOffset, toRange } from './convert';

/**
 * Where the name under the caret gets its value: the definition in force, not those it overrides, then `-o` of services. For a
 * table of a database client: its parameters.
 */
export function definition(analysis: Analysis, position: Position): Location[] {
  const found = occurrenceAt(analysis, position);
  if (found === undefined) return [];
  const names = found.how === 'table' ? namesOfTable(analysis, found) : [found.name];
  return names.flatMap(name => {
    const definitions = definitionsOf(analysis.config, name);
    const inForce = definitions.findLast(({ file }) => file === 'main');
    const counting = definitions.filter(one => one === inForce || one.file === 'master');
    // From a definition one wants to get to the one that counts.
    const wanted = found.how === 'definition' && counting.length > 1 ? counting.slice(0, 1) : counting;
    return wanted.flatMap(occurrence => locationOf(analysis, occurrence));
  });
}

/** All places of both files where the name under the caret stands. */
export function references(analysis: Analysis, position: Position, includeDeclaration: boolean): Location[] {
  return occurrencesAround(analysis, position)
    .filter(({ how }) => includeDeclaration || how !== 'definition')
    .flatMap(occurrence => locationOf(analysis, occurrence));
}

/** The same in this document, for the editor to light up: definitions as writes, the others as reads. */
export function highlights(analysis: Analysis, position: Position): DocumentHighlight[] {
  return occurrencesAround(analysis, position)
    .filter(({ file }) => file === analysis.file)
    .map(({ span, how }) => ({
      range: toRange(analysis.lines, span),
      kind: how === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

/** The name at a position of the document. */
export function occurrenceAt(analysis: Analysis, position: Position): NameOccurrence | undefined {
  return nameAt(analysis.config, analysis.file, toOffset(analysis.lines, position));
}

function occurrencesAround(analysis: Analysis, position: Position): readonly NameOccurrence[] {
  const found = occurrenceAt(analysis, position);
  if (found === undefined) return [];
  return found.how === 'table'
    ? occurrencesOfTable(analysis, found)
    : occurrencesOf(analysis.config, found.name);
}

/** Where the table is used and where its parameters stand, each place once, in the order of the files. */
export function occurrencesOfTable(analysis: Analysis, found: NameOccurrence): NameOccurrence[] {
  const places = new Map<string, NameOccurrence>();
  for (const name of namesOfTable(analysis, found)) {
    for (const occurrence of occurrencesOf(analysis.config, name)) {
      places.set(`${occurrence.file} ${occurrence.span.start}`, occurrence);
    }
  }
  return [...places.values()].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.span.start - b.span.start,
  );
}

/** The parameters of the table that a `type:name` under the caret means. */
function namesOfTable(analysis: Analysis, { file, span }: NameOccurrence): string[] {
  const names = analysis.config.assignments.flatMap(({ name }) =>
    occurrencesOf(analysis.config, name).some(
      other => other.how === 'table' && other.file === file && other.span.start === span.start,
    )
      ? [name]
      : [],
  );
  return [...new Set(names)];
}

function locationOf(analysis: Analysis, { file, span }: NameOccurrence): Location[] {
  const document = file === analysis.file ? analysis : analysis.sibling;
  return document === undefined ? [] : [{ uri: document.uri, range: toRange(document.lines, span) }];
}
