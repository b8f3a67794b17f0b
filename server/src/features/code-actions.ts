import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Range,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { FileEdit, Finding, Fix } from '../rules/rule';
import type { TextEdit } from '../text/edit';
import type { Analysis } from './analysis';
import { fixAllKind } from './announced';
import { toLspEdit, toSpan } from './convert';
import { toDiagnostic } from './diagnostics';
import { compatibleFixes, fileOf, fixAll } from './fix';
import { ignoreHere, ignoreInFile } from './ignore';

export interface CodeActionOptions {
  /** The command by which the client sets a rule's severity in the settings; its arguments are the rule's id and the file's URI. */
  readonly setSeverityCommand?: string;
}

/** More findings than a menu can hold. */
const mostFindings = 50;
/** More than this are no file that somebody wrote: a menu does not wait for their fixes. */
const mostFixed = 1_000;

/**
 * What can be done about the findings in a range: their fixes, best first; the same fix for the whole file; silencing them. Where
 * only source actions are asked for: all safe fixes of the file at once.
 */
export function codeActions(
  analysis: Analysis,
  range: Range,
  context: Partial<CodeActionContext>,
  options: CodeActionOptions = {},
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(context, CodeActionKind.QuickFix)) {
    const { start, end } = toSpan(analysis.lines, range);
    const found = findingsFor(analysis, context)
      .filter(({ file, span }) => file === analysis.file && span.start <= end && span.end >= start)
      .slice(0, mostFindings);
    for (const finding of found) actions.push(...fixesOf(analysis, finding));
    const rules = new Set(found.map(({ rule }) => rule));
    for (const { id } of rules) actions.push(...fixAllOfRule(analysis, id));
    for (const finding of found) actions.push(ignoreHereAction(analysis, finding));
    for (const { id } of rules) actions.push(...silenceActions(analysis, id, options));
  }
  if (context.only !== undefined && isWanted(context, fixAllKind)) actions.push(...fixAllAction(analysis));
  return actions;
}

/** Only the rules run whose diagnostics the client has at that place; all of them where it names none. */
function findingsFor(
  analysis: Analysis,
  { diagnostics = [] }: Partial<CodeActionContext>,
): readonly Finding[] {
  if (diagnostics.length === 0) return analysis.findings;
  return analysis.findingsOf(new Set(diagnostics.map(({ code }) => String(code))));
}

/** Whether the client wants actions of a kind; without a filter it wants all that belong to the place. */
function isWanted({ only }: Partial<CodeActionContext>, kind: string): boolean {
  return only === undefined || only.some(wanted => kind === wanted || kind.startsWith(`${wanted}.`));
}

function fixesOf(analysis: Analysis, finding: Finding): CodeAction[] {
  return (finding.fixes ?? []).map((fix, index) => ({
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(analysis, finding)],
    ...(index === 0 ? { isPreferred: true } : {}),
    edit: workspaceEdit(analysis, fix.edits(), finding),
  }));
}

/** A fix after which Postfix reads something else says so. */
function titleOf({ title, safety }: Fix): string {
  return safety === 'safe' ? title : `${title} (changes the configuration)`;
}

function fixAllOfRule(analysis: Analysis, rule: string): CodeAction[] {
  if (analysis.findingsOf(new Set([rule])).length > mostFixed) return [];
  const { edits, fixes } = compatibleFixes(analysis, { rule, unsafe: true });
  if (fixes.length < 2) return [];
  const isSafe = fixes.every(({ fix }) => fix.safety === 'safe');
  return [
    {
      title: `Fix all ${fixes.length} findings of ${rule}${isSafe ? '' : ' (changes the configuration)'}`,
      kind: CodeActionKind.QuickFix,
      edit: editHere(analysis, edits),
    },
  ];
}

function ignoreHereAction(analysis: Analysis, finding: Finding): CodeAction {
  return {
    title: `Ignore ${finding.rule.id} here`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(analysis, finding)],
    edit: editHere(analysis, [ignoreHere(analysis, finding)]),
  };
}

function silenceActions(
  analysis: Analysis,
  rule: string,
  { setSeverityCommand }: CodeActionOptions,
): CodeAction[] {
  const inFile: CodeAction = {
    title: `Ignore ${rule} in this file`,
    kind: CodeActionKind.QuickFix,
    edit: editHere(analysis, [ignoreInFile(analysis, rule)]),
  };
  if (setSeverityCommand === undefined) return [inFile];
  const title = `Set severity of ${rule}…`;
  const command = { title, command: setSeverityCommand, arguments: [rule, analysis.uri] };
  return [inFile, { title, kind: CodeActionKind.QuickFix, command }];
}

function fixAllAction(analysis: Analysis): CodeAction[] {
  const { text, applied } = fixAll(analysis);
  if (applied.length === 0) return [];
  return [
    {
      title: 'Apply all fixes that change nothing Postfix reads',
      kind: fixAllKind,
      edit: editHere(analysis, [difference(analysis.text, text)]),
    },
  ];
}

/** The smallest single edit that turns one text into another. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  return {
    span: { start, end: before.length - tail },
    newText: after.slice(start, after.length - tail),
  };
}

function editHere(analysis: Analysis, edits: readonly TextEdit[]): WorkspaceEdit {
  return { changes: { [analysis.uri]: edits.map(edit => toLspEdit(analysis.lines, edit)) } };
}

/** The edits of a fix in whichever of the two files they are for. */
function workspaceEdit(analysis: Analysis, edits: readonly FileEdit[], finding: Finding): WorkspaceEdit {
  const changes: Record<string, LspTextEdit[]> = {};
  for (const edit of edits) {
    const place = fileOf(edit, finding) === analysis.file ? analysis : analysis.sibling;
    if (place === undefined) continue;
    (changes[place.uri] ??= []).push(toLspEdit(place.lines, edit));
  }
  return { changes };
}
