import type { Finding } from '../rules/rule';
import { silenced, suppressionsIn, type Suppression } from '../rules/suppression';
import type { TextEdit } from '../text/edit';
import { firstFrom, type Span } from '../text/span';
import type { Analysis } from './analysis';

/** Whether a comment can silence a finding where it stands. None covers what stands in comments: those can be silenced in the whole file only. */
export function canIgnoreHere(analysis: Analysis, finding: Finding): boolean {
  return thingAt(analysis, finding.span) !== undefined;
}

/**
 * The edit that silences a finding where it stands: a comment on the line above it, which inside a continued value covers the item
 * below it, and otherwise the entry. An existing comment gets one more id. Undefined where none can.
 */
export function ignoreHere(analysis: Analysis, finding: Finding): TextEdit | undefined {
  const { text, lines } = analysis;
  const thing = thingAt(analysis, finding.span);
  if (thing === undefined) return undefined;
  const line = lines.postfix.startOf(lines.postfix.lineAt(finding.span.start));
  if (line > thing.start) {
    const inside = commentAbove(text, line, finding.rule.id);
    if (wouldSilence(analysis, finding, inside)) return inside;
  }
  return extended(analysis, finding, thing.start) ?? commentAbove(text, thing.start, finding.rule.id);
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

/** The entry or service that a span begins in, or at whose end it stands. */
function thingAt({ config, file }: Analysis, { start, end }: Span): Span | undefined {
  const things: readonly (Span & { readonly kind: string })[] =
    file === 'main' ? config.tree.lines : (config.master?.nodes ?? []);
  const thing = things[firstFrom(things, start + 1) - 1];
  if (thing === undefined || thing.kind === 'comment' || thing.kind === 'blank') return undefined;
  return start < thing.end || (start === thing.end && start === end) ? thing : undefined;
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
