import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { Span } from '../text/span';
import { masterCfOf, type Analysis } from './analysis';
import { sectionsOf } from './sections';

/** Values and services over several lines, blocks of comments, and sections. */
export function foldingRanges(analysis: Analysis): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (span: Span, kind?: FoldingRangeKind): void => {
    const startLine = analysis.lines.lineAt(span.start);
    // The last line that has anything on it: a section's trailing blank lines stay visible.
    let end = span.end;
    while (end > span.start && isBlank(analysis.text.charCodeAt(end - 1))) end--;
    const endLine = analysis.lines.lineAt(Math.max(end - 1, span.start));
    if (endLine > startLine)
      ranges.push(kind === undefined ? { startLine, endLine } : { startLine, endLine, kind });
  };
  const nodes = analysis.file === 'main' ? analysis.config.tree.nodes : (masterCfOf(analysis)?.nodes ?? []);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as (typeof nodes)[number];
    if (node.kind === 'comment') {
      const first = node;
      while (nodes[i + 1]?.kind === 'comment') i++;
      add({ start: first.start, end: (nodes[i] as Span).end }, FoldingRangeKind.Comment);
    } else if (node.kind !== 'blank') add(node);
  }
  if (analysis.file === 'main') {
    for (const section of sectionsOf(analysis.config)) {
      if (section.entries.length > 1) add(section, FoldingRangeKind.Region);
    }
  }
  return ranges;
}

function isBlank(code: number): boolean {
  return code === 10 || code === 13 || code === 32 || code === 9;
}
