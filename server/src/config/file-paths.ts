import type { PathKind } from '../catalogue/kind';
import type { Span } from '../text/span';
import { isDynamic, tokens } from '../values/tokens';
import type { Assignment, Configuration } from './configuration';
import { expandText } from './expand';

/** A path that a value names. */
export interface PathReference {
  readonly assignment: Assignment;
  /** Absolute and expanded. */
  readonly path: string;
  /** Logical, in the value. */
  readonly span: Span;
  readonly of: PathKind['of'];
}

const memos = new WeakMap<Configuration, ReadonlyMap<Assignment, readonly PathReference[]>>();

/** The paths in force: of each name the last value in main.cf, and those behind `-o`. In the order of the files. */
export function pathReferences(config: Configuration): ReadonlyMap<Assignment, readonly PathReference[]> {
  let memo = memos.get(config);
  if (memo === undefined) memos.set(config, (memo = collect(config)));
  return memo;
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
    const { value, name } = assignment;
    if (
      assignment.file === 'main' &&
      config.setting(name)?.winner.nameSpan.start !== assignment.nameSpan.start
    )
      continue;
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
