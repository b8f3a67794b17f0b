import { isAtLeast } from '../catalogue/release';
import type { Entry, Line, MainCf, Malformed, Orphan } from '../syntax/tree';
import type { Configuration } from './configuration';

/** What Postfix says of a main.cf while it reads it line by line, before it looks at any name. */
export type ReadingProblem =
  /** Indented lines with nothing before them: dropped with a warning. */
  | { readonly kind: 'leading-whitespace'; readonly node: Orphan }
  /** From 3.9 Postfix warns that the rest of the line is lost. */
  | { readonly kind: 'null-byte'; readonly node: Line; readonly offset: number }
  /** Every program stops at the first of these. */
  | { readonly kind: 'missing-equals' | 'missing-name'; readonly node: Malformed }
  /** A later value of the same name that is not the same. */
  | { readonly kind: 'overriding'; readonly node: Entry; readonly earlier: Entry };

/** The problems of reading the file, in its order. */
export function readingProblems(config: Configuration): ReadingProblem[] {
  const problems: ReadingProblem[] = [];
  const latest = new Map<string, Entry>();
  if (isAtLeast(config.release, '3.9')) findNullBytes(config.tree, problems);
  for (const node of config.tree.lines) {
    switch (node.kind) {
      case 'orphan':
        problems.push({ kind: 'leading-whitespace', node });
        break;
      case 'malformed':
        problems.push({ kind: node.reason, node });
        break;
      case 'entry': {
        const earlier = latest.get(node.name);
        if (earlier !== undefined && earlier.value.text !== node.value.text) {
          problems.push({ kind: 'overriding', node, earlier });
        }
        latest.set(node.name, node);
      }
    }
  }
  return problems.sort((a, b) => a.node.start - b.node.start);
}

/**
 * Postfix reads comments and blank lines together with the logical line before them, those at the head of the file with the
 * first one, and reports a NUL byte in any of them for that line.
 */
function findNullBytes({ text, lines }: MainCf, problems: ReadingProblem[]): void {
  let at = text.indexOf('\0');
  for (let i = 0; i < lines.length && at !== -1; i++) {
    const node = lines[i] as Line;
    const next = lines[i + 1]?.start ?? text.length;
    if (at >= next) continue;
    problems.push({ kind: 'null-byte', node, offset: at });
    at = text.indexOf('\0', next);
  }
}
