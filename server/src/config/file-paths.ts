import type { PathKind } from '../catalogue/kind';
import type { TableType } from '../catalogue/model';
import type { Span } from '../text/span';
import { tableReferences } from '../values/table-reference';
import { isDynamic, tokens } from '../values/tokens';
import type { Item } from '../values/value';
import type { Assignment, Configuration } from './configuration';
import { expandText } from './expand';
import { isInForce } from './in-force';

/** A path that a value names. */
export interface PathReference {
  readonly assignment: Assignment;
  /** Absolute and expanded. */
  readonly path: string;
  /** Logical, in the value. */
  readonly span: Span;
  readonly of: PathKind['of'];
}

/** The paths in force: of each name the last value in main.cf, and those behind `-o`. In the order of the files. */
export function pathReferences(config: Configuration): ReadonlyMap<Assignment, readonly PathReference[]> {
  return config.derived(collect);
}

/** The paths of one assignment; none where they are not known, or where the assignment is overridden. */
export function pathsIn(config: Configuration, assignment: Assignment): readonly PathReference[] {
  return pathReferences(config).get(assignment) ?? [];
}

function collect(config: Configuration): ReadonlyMap<Assignment, readonly PathReference[]> {
  const references = new Map<Assignment, readonly PathReference[]>();
  for (const assignment of config.assignments) {
    const kind = assignment.parameter?.kind;
    if (kind?.type !== 'path' && kind?.type !== 'paths') continue;
    const { value } = assignment;
    if (!isInForce(config, assignment)) continue;
    const whole = { start: 0, end: value.text.length };
    const spans: readonly Span[] = kind.type === 'path' ? [whole] : tokens(value.text);
    const paths: PathReference[] = [];
    for (const span of spans) {
      const path = resolvePath(config, value.text.slice(span.start, span.end));
      if (path !== undefined) paths.push({ assignment, path, span, of: kind.of });
    }
    if (paths.length > 0) references.set(assignment, paths);
  }
  return references;
}

/**
 * The absolute path that a piece of a value means. Relative ones start at queue_directory, where the programs of Postfix
 * run. Undefined where the value is empty or `none`, or depends on what is not known.
 */
export function resolvePath(config: Configuration, text: string): string | undefined {
  const expanded = expand(config, text);
  if (expanded === undefined || expanded === '' || expanded === 'none') return undefined;
  if (expanded.startsWith('/')) return expanded;
  const folder = config.known('queue_directory');
  return folder?.startsWith('/') === true ? `${folder}/${expanded}` : undefined;
}

function expand(config: Configuration, text: string): string | undefined {
  if (!isDynamic(text)) return text.trim();
  const { text: expanded, unknown, failure } = expandText(text, config);
  return unknown.length === 0 && failure === undefined ? expanded.trim() : undefined;
}

/** A lookup table in a file. */
export interface TableFile {
  readonly assignment: Assignment;
  /** Of the name, logical, in the value. */
  readonly span: Span;
  readonly type: TableType;
  /** The file that people edit, absolute: the source of an indexed table, which only postmap needs. */
  readonly source: string;
  /** The file that programs read. */
  readonly indexed: string;
}

/** The lookup tables in files that values in force name, those inside other tables included. */
export function tableFiles(config: Configuration): readonly TableFile[] {
  return config.assignments
    .filter(assignment => isInForce(config, assignment))
    .flatMap(assignment =>
      tableReferences(config.parsed(assignment)).flatMap(({ type, name }) =>
        name === undefined ? [] : (tableFile(config, assignment, type, name) ?? []),
      ),
    );
}

function tableFile(
  config: Configuration,
  assignment: Assignment,
  { text }: Item,
  name: Item,
): TableFile | undefined {
  const type = config.catalogue.tableType(text);
  if (type === undefined || !['indexed', 'file', 'client-configuration'].includes(type.source))
    return undefined;
  // Patterns in the value itself, and the parameters of a client of old.
  if (!name.text.startsWith('/') && !name.text.startsWith('$')) return undefined;
  const source = resolvePath(config, name.text);
  if (source === undefined) return undefined;
  return { assignment, span: name, type, source, indexed: `${source}${type.suffix ?? ''}` };
}
