import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { occurrencesOf, type NameOccurrence } from '../config/references';
import type { Span } from '../text/span';
import type { Analysis } from './analysis';
import { toRange } from './convert';
import { namesOfTable, occurrenceAt } from './definition';

/** Why a name cannot be renamed, in words for the person who tried. */
export class CannotRename extends Error {}

/**
 * What the editor puts into its rename box. Throws `CannotRename` for names that are Postfix's own, and for anything that
 * is no name.
 */
export function prepareRename(analysis: Analysis, position: Position): { range: Range; placeholder: string } {
  const found = renameable(analysis, position);
  const text = textOf(analysis, found);
  return { range: toRange(analysis.lines, found.span), placeholder: text };
}

/** Renames a parameter of one's own, a restriction class or a database client's table, in main.cf and master.cf. */
export function rename(analysis: Analysis, position: Position, newName: string): WorkspaceEdit {
  const found = renameable(analysis, position);
  if (!/^\w+$/.test(newName)) {
    throw new CannotRename(`"${newName}" could not be referred to: a $name has letters, digits and _ only.`);
  }
  const isTable = found.how === 'table';
  if (!isTable && (analysis.config.isSet(newName) || analysis.config.resolve(newName) !== undefined)) {
    throw new CannotRename(`${newName} is a parameter already: the two would become one.`);
  }
  const spans = isTable ? tableSpans(analysis, found) : occurrencesOf(analysis.config, found.name);
  const changes: Record<string, TextEdit[]> = {};
  const seen = new Set<string>();
  for (const { file, span } of spans) {
    const document = file === analysis.file ? analysis : analysis.sibling;
    const key = `${file}:${span.start}`;
    if (document === undefined || seen.has(key)) continue;
    seen.add(key);
    (changes[document.uri] ??= []).push({ range: toRange(document.lines, span), newText: newName });
  }
  return { changes };
}

function renameable(analysis: Analysis, position: Position): NameOccurrence {
  const found = occurrenceAt(analysis, position);
  if (found === undefined) throw new CannotRename('There is no name here that could be renamed.');
  if (found.how === 'table') return found;
  const { config } = analysis;
  if (config.resolve(found.name) !== undefined) {
    throw new CannotRename(`${found.name} is a parameter of Postfix: its name cannot be changed.`);
  }
  if (occurrencesOf(config, found.name).some(({ how }) => how === 'table')) {
    throw new CannotRename(`${found.name} belongs to a lookup table: rename the table where it is used.`);
  }
  if (!/^\w+$/.test(found.name)) {
    throw new CannotRename(`"${found.name}" has characters that a $name cannot have: nothing refers to it.`);
  }
  return found;
}

/** The table's name wherever it is used, and where it begins the names of its parameters. */
function tableSpans(
  analysis: Analysis,
  found: NameOccurrence,
): { readonly file: 'main' | 'master'; readonly span: Span }[] {
  const length = found.span.end - found.span.start;
  return namesOfTable(analysis, found)
    .flatMap(name => occurrencesOf(analysis.config, name))
    .map(({ file, span, how }) => ({
      file,
      span:
        how === 'table' || how === 'expression' || how === 'definition'
          ? { start: span.start, end: span.start + length }
          : span,
    }));
}

function textOf(analysis: Analysis, { span }: NameOccurrence): string {
  return analysis.text.slice(span.start, span.end);
}
