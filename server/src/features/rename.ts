import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Configuration } from '../config/configuration';
import {
  definitionsOf,
  occurrencesOf,
  parametersOfTable,
  tableThatReads,
  type NameOccurrence,
} from '../config/references';
import type { Span } from '../text/span';
import type { Analysis } from './analysis';
import { toRange } from './convert';
import { occurrenceAt, occurrencesOfTable } from './definition';

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
  const { config } = analysis;
  const oldName = textOf(analysis, found);
  if (newName !== oldName) {
    if (isTable) checkTable(config, oldName, newName);
    else checkName(config, oldName, newName);
  }
  const spans = isTable ? tableSpans(analysis, found) : occurrencesOf(config, found.name);
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, span } of spans) {
    const document = file === analysis.file ? analysis : analysis.sibling;
    if (document === undefined) continue;
    (changes[document.uri] ??= []).push({ range: toRange(document.lines, span), newText: newName });
  }
  return { changes };
}

/** Refuses a name with which a parameter or a restriction class would become another one. */
function checkName(config: Configuration, oldName: string, newName: string): void {
  if (config.resolve(newName) !== undefined) {
    throw new CannotRename(`${newName} is a parameter of Postfix already: the two would become one.`);
  }
  const isClass = occurrencesOf(config, oldName).some(({ how }) => how === 'restriction-class');
  if (isClass && config.catalogue.restriction(newName) !== undefined) {
    throw new CannotRename(`${newName} is a restriction of Postfix already: the two would become one.`);
  }
  if (occurrencesOf(config, newName).length > 0) {
    throw new CannotRename(`${newName} is used already: the two would become one.`);
  }
  const table = tableThatReads(config, newName);
  if (table !== undefined) {
    throw new CannotRename(`${newName} would be a setting of the lookup table ${table}.`);
  }
}

/** The same for a table: it reads all parameters that begin with its name. */
function checkTable(config: Configuration, oldName: string, newName: string): void {
  if (parametersOfTable(config, newName).length > 0) {
    throw new CannotRename(`${newName} is a lookup table already: the two would become one.`);
  }
  for (const name of parametersOfTable(config, oldName)) {
    const wanted = newName + name.slice(oldName.length);
    if (config.resolve(wanted) !== undefined) {
      throw new CannotRename(`${wanted} is a parameter of Postfix already: the table would read it.`);
    }
    if (occurrencesOf(config, wanted).length > 0) {
      throw new CannotRename(`${wanted} is used already: the table would read it.`);
    }
  }
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
  if (definitionsOf(config, found.name).length === 0 && isFilledIn(found)) {
    throw new CannotRename(`${found.name} is filled in by Postfix: its name cannot be changed.`);
  }
  if (!/^\w+$/.test(found.name)) {
    throw new CannotRename(`"${found.name}" has characters that a $name cannot have: nothing refers to it.`);
  }
  return found;
}

/** Whether a name stands in a text that Postfix expands for each mail, with names of its own. */
function isFilledIn({ how, assignment }: NameOccurrence): boolean {
  return how === 'expression' && assignment.parameter?.parameter?.raw === true;
}

/** The table's name wherever it is used, and where it begins the names of its parameters. */
function tableSpans(
  analysis: Analysis,
  found: NameOccurrence,
): { readonly file: 'main' | 'master'; readonly span: Span }[] {
  const length = found.span.end - found.span.start;
  return occurrencesOfTable(analysis, found).map(({ file, span }) => ({
    file,
    span: { start: span.start, end: span.start + length },
  }));
}

function textOf(analysis: Analysis, { span }: NameOccurrence): string {
  return analysis.text.slice(span.start, span.end);
}
