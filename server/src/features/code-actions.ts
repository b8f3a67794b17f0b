import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Range,
} from 'vscode-languageserver-types';
import type { Finding } from '../rules/rule';
import type { Analysis } from './analysis';
import { toSpan } from './convert';
import { diagnosticData, toDiagnostic } from './diagnostics';
import { menuFor, mostFindings, type MenuEntry, type MenuOptions } from './fix-menu';
import { fixAllAction, resolveAction } from './resolve-action';
import { fixAllKind } from './announced';

/**
 * What can be done about the findings in a range, with its edits: their fixes, best first; the same fix for the whole file; silencing them.
 * Where only source actions are asked for: all safe fixes of the file at once.
 */
export function codeActions(
  analysis: Analysis,
  range: Range,
  context: Partial<CodeActionContext>,
  options: MenuOptions = {},
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(context, CodeActionKind.QuickFix)) {
    const { start, end } = toSpan(analysis.lines, range);
    const findings = findingsFor(analysis, context).filter(({ file }) => file === analysis.file);
    const dataOf = diagnosticData(analysis, findings);
    const entries = findings
      .filter(({ span }) => span.start <= end && span.end >= start)
      .slice(0, mostFindings)
      .map((finding): MenuEntry => ({ diagnostic: toDiagnostic(analysis, finding), data: dataOf(finding) }));
    for (const action of menuFor(analysis.uri, entries, options)) {
      const resolved = resolveAction(analysis, action);
      if (resolved !== undefined) actions.push(resolved);
    }
  }
  if (wantsFixAll(context)) actions.push(...fixAllAction(analysis));
  return actions;
}

/** Whether "fix all", as editors do when they save, was asked for by its name. */
export function wantsFixAll(context: Partial<CodeActionContext>): boolean {
  return context.only !== undefined && isWanted(context, fixAllKind);
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
export function isWanted({ only }: Partial<CodeActionContext>, kind: string): boolean {
  return only === undefined || only.some(wanted => kind === wanted || kind.startsWith(`${wanted}.`));
}
