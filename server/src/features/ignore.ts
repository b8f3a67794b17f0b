import type { Finding } from '../rules/rule';
import { silenced, suppressionsIn, type Suppression } from '../rules/suppression';
import type { TextEdit } from '../text/edit';
import { firstFrom } from '../text/span';
import type { Analysis } from './analysis';

/**
 * The edit that silences a finding where it stands: a comment on the line above it, which inside a continued value covers the item
 * below it, and otherwise the entry. An existing comment gets one more id. Findings in comments, which no comment covers, are silenced
 * in the whole file.
 */
export function ignoreHere(analysis: Analysis, finding: Finding): TextEdit {
  const { text, lines } = analysis;
  const line = lines.postfix.startOf(lines.postfix.lineAt(finding.span.start));
  const start = startOfThing(analysis, finding.span.start);
  if (line > start) {
    const inside = commentAbove(text, line, finding.rule.id);
    if (wouldSilence(analysis, finding, inside)) return inside;
  }
  const one = extended(analysis, finding, start);
  if (one !== undefined) return one;
  const above = commentAbove(text, start, finding.rule.id);
  return wouldSilence(analysis, finding, above) ? above : ignoreInFile(analysis, finding.rule.id);
}

/** The edit that silences a rule in the whole file. */
export function ignoreInFile({ text }: Analysis, rule: string): TextEdit {
  return {
    span: { start: 0, end: 0 },
    newText: `# postfix-main-cf: ignore-file ${rule}${lineEnding(text)}`,
  };
}

/** One more id for the comment that stands right above and covers the same. */
function extended(analysis: Analysis, finding: Finding, start: number): TextEdit | undefined {
  const above = suppressionsIn(analysis.config).find(
    ({ file, scope, covers, ids }) =>
      file === analysis.file && scope === 'next' && covers?.start === start && ids.length > 0,
  );
  const last = above?.ids[above.ids.length - 1];
  return last === undefined
    ? undefined
    : { span: { start: last.end, end: last.end }, newText: `, ${finding.rule.id}` };
}

/** Where the entry or service begins that holds an offset. */
function startOfThing({ config, file }: Analysis, offset: number): number {
  const nodes = file === 'main' ? config.tree.nodes : (config.master?.nodes ?? []);
  return nodes[firstFrom(nodes, offset + 1) - 1]?.start ?? 0;
}

function commentAbove(text: string, line: number, rule: string): TextEdit {
  const indent = /^[ \t]*/.exec(text.slice(line, line + 200))?.[0] ?? '';
  return {
    span: { start: line, end: line },
    newText: `${indent}# postfix-main-cf: ignore ${rule}${lineEnding(text)}`,
  };
}

/** Tries a comment out: inside a value it covers only the first item of the next line. */
function wouldSilence(analysis: Analysis, finding: Finding, edit: TextEdit): boolean {
  const { text, file } = analysis;
  const after = analysis.withText(text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end));
  const suppressions: readonly Suppression[] = suppressionsIn(after.config);
  const { start, end } = finding.span;
  const by = edit.newText.length;
  return silenced(suppressions, finding.rule.id, file, { start: start + by, end: end + by });
}

function lineEnding(text: string): string {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}
