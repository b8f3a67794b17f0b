import { referencesIn } from '../syntax/references';
import { touches, type Span } from '../text/span';
import { commaAndSpace, isDynamic, skipBlanks, tokens, type Token } from '../values/tokens';
import { clientParameters, scanTables } from './client-tables';
import type { Assignment, Configuration } from './configuration';

/** A place in one of the two files where a name stands. */
export interface NameOccurrence {
  readonly name: string;
  readonly file: 'main' | 'master';
  /** In that file: the name alone, without `$` and brackets. */
  readonly span: Span;
  /** Where the name is defined, or whose value refers to it. */
  readonly assignment: Assignment;
  /**
   * `definition`: what stands before the `=`; `expression`: `$name` in any form; `restriction-class`: a word of
   * smtpd_restriction_classes or of a restriction list; `table`: the name of a table of a database client (`ldap:name`), which is
   * the first part of the parameter's.
   */
  readonly how: 'definition' | 'expression' | 'restriction-class' | 'table';
}

/** All definitions of a name, in the order of the files; in main.cf the last one is in force. */
export function definitionsOf(config: Configuration, name: string): readonly NameOccurrence[] {
  return occurrencesOf(config, name).filter(({ how }) => how === 'definition');
}

/** All places that refer to a name, overridden definitions included, in the order of the files. */
export function referencesTo(config: Configuration, name: string): readonly NameOccurrence[] {
  return occurrencesOf(config, name).filter(({ how }) => how !== 'definition');
}

/** Definitions and references, main.cf first. */
export function occurrencesOf(config: Configuration, name: string): readonly NameOccurrence[] {
  return indexOf(config).byName.get(name) ?? [];
}

/** The name at an offset of one of the files; the innermost where expressions are nested. */
export function nameAt(
  config: Configuration,
  file: 'main' | 'master',
  offset: number,
): NameOccurrence | undefined {
  return indexOf(config).all.find(occurrence => occurrence.file === file && touches(occurrence.span, offset));
}

/** Parameters that the tables of that name read from main.cf, set or not; none where no database client uses one. */
export function parametersOfTable(config: Configuration, table: string): readonly string[] {
  const types = config.derived(clientTables).get(table) ?? new Set();
  return [...types].flatMap(type =>
    clientParameters(type, config.release).map(parameter => `${table}_${parameter}`),
  );
}

/** The name of the table in use that reads that parameter from main.cf, set or not. */
export function tableThatReads(config: Configuration, parameter: string): string | undefined {
  const tables = [...config.derived(clientTables).keys()].filter(table => parameter.startsWith(`${table}_`));
  return tables.find(table => parametersOfTable(config, table).includes(parameter));
}

/** The types with which each table of a database client is used. */
function clientTables(config: Configuration): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { value } of config.assignments) {
    for (const { type, name } of scanTables(value.text, config.release).tables) {
      const types = found.get(name);
      if (types === undefined) found.set(name, new Set([type]));
      else types.add(type);
    }
  }
  return found;
}

interface Index {
  readonly all: readonly NameOccurrence[];
  readonly byName: ReadonlyMap<string, readonly NameOccurrence[]>;
}

function indexOf(config: Configuration): Index {
  return config.derived(collect);
}

function collect(config: Configuration): Index {
  const all: NameOccurrence[] = [];
  const byName = new Map<string, NameOccurrence[]>();
  const add = (occurrence: NameOccurrence): void => {
    all.push(occurrence);
    const others = byName.get(occurrence.name);
    if (others === undefined) byName.set(occurrence.name, [occurrence]);
    else others.push(occurrence);
  };
  const classes = restrictionClasses(config);
  for (const assignment of config.assignments) {
    const { name, file, nameSpan } = assignment;
    add({ name, file, span: nameSpan, assignment, how: 'definition' });
    addReferences(config, assignment, add);
    if (classes.size > 0) addClasses(assignment, classes, add);
    addTables(config, assignment, add);
  }
  return { all, byName };
}

type Add = (occurrence: NameOccurrence) => void;

function addReferences(config: Configuration, assignment: Assignment, add: Add): void {
  const { text } = assignment.value;
  if (!text.includes('$')) return;
  for (const { name, nameSpan } of referencesIn(config.expression(text))) {
    const span = assignment.value.toFile(nameSpan);
    add({ name, file: assignment.file, span, assignment, how: 'expression' });
  }
}

/** The names in all lists of restriction classes, whichever is in force. */
function restrictionClasses(config: Configuration): ReadonlySet<string> {
  const lists = config.assignmentsOf('smtpd_restriction_classes');
  return new Set(
    lists
      .flatMap(({ value }) => tokens(value.text, commaAndSpace).map(({ text }) => text))
      .filter(text => !isDynamic(text)),
  );
}

function addClasses(assignment: Assignment, classes: ReadonlySet<string>, add: Add): void {
  const { name, parameter, value, file } = assignment;
  const mayHoldClasses =
    name === 'smtpd_restriction_classes' || parameter?.kind.type === 'restrictions' || classes.has(name);
  if (!mayHoldClasses) return;
  for (const token of wordsIn(value.text)) {
    if (!classes.has(token.text)) continue;
    add({ name: token.text, file, span: value.toFile(token), assignment, how: 'restriction-class' });
  }
}

/** The words of a list, those of tables in braces (`inline:{key=word}`) included; keys are none. */
function wordsIn(text: string): Token[] {
  return tokens(text, commaAndSpace).flatMap(token =>
    isDynamic(token.text)
      ? []
      : [...token.text.matchAll(/[^{}=]+/g)].flatMap(({ 0: word, index }) => {
          const start = token.start + index;
          const end = start + word.length;
          return text[skipBlanks(text, end, text.length)] === '=' ? [] : [{ text: word, start, end }];
        }),
  );
}

function addTables(config: Configuration, assignment: Assignment, add: Add): void {
  const { value, file } = assignment;
  for (const table of scanTables(value.text, config.release).tables) {
    if (isDynamic(table.name)) continue;
    const span = value.toFile(table.span);
    for (const parameter of clientParameters(table.type, config.release)) {
      const name = `${table.name}_${parameter}`;
      if (config.assignmentsOf(name).length > 0) add({ name, file, span, assignment, how: 'table' });
    }
  }
}
