import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver-types';
import type { DiagnosticData } from './diagnostics';
import { diagnosticSource } from './announced';

export interface MenuOptions {
  /** The command by which the client sets a rule's severity in the settings; its arguments are the rule's id and the file's URI. */
  readonly setSeverityCommand?: string | undefined;
}

/** A diagnostic at the place of the menu, and what it brought with it. */
export interface MenuEntry {
  readonly diagnostic: Diagnostic;
  readonly data: DiagnosticData;
}

/** What an action does, for whoever works out its edits (`resolveAction`). */
export interface ActionData {
  readonly uri: string;
  readonly rule: string;
  /** Its finding's place. */
  readonly range: Range;
  readonly act: 'fix' | 'fix-all' | 'ignore-here' | 'ignore-in-file';
}

/** More findings than a menu can hold. */
export const mostFindings = 50;
/** More than this are no file that somebody wrote: nobody wants to wait for all their fixes. */
const mostFixed = 1_000;

/**
 * What can be done about diagnostics: their fixes, best first; the same fix for the whole file; silencing them. The actions have no edits yet,
 * so the menu costs nothing, however long the file is.
 */
export function menuFor(uri: string, entries: readonly MenuEntry[], options: MenuOptions): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const { diagnostic, data } of entries) {
    for (const [index, title] of data.fixes.entries()) {
      const action = actionFor(title, 'fix', uri, diagnostic);
      action.diagnostics = [diagnostic];
      if (index === 0) action.isPreferred = true;
      actions.push(action);
    }
  }
  const rules = new Map(entries.map(entry => [ruleOf(entry.diagnostic), entry]));
  for (const [rule, { diagnostic, data }] of rules) {
    if (data.fixable < 2 || data.fixable > mostFixed) continue;
    const title = `Fix all ${data.fixable} findings of ${rule}${data.safe ? '' : ' (changes the configuration)'}`;
    actions.push(actionFor(title, 'fix-all', uri, diagnostic));
  }
  for (const { diagnostic, data } of entries) {
    if (!data.ignorable) continue;
    const action = actionFor(`Ignore ${ruleOf(diagnostic)} here`, 'ignore-here', uri, diagnostic);
    action.diagnostics = [diagnostic];
    actions.push(action);
  }
  for (const [rule, { diagnostic }] of rules) {
    actions.push(actionFor(`Ignore ${rule} in this file`, 'ignore-in-file', uri, diagnostic));
    if (options.setSeverityCommand !== undefined)
      actions.push(severityAction(rule, uri, options.setSeverityCommand));
  }
  return actions;
}

/** Our own diagnostics of a context that touch a range; undefined where one of them has lost what it brought with it. */
export function entriesIn(
  { diagnostics = [] }: Partial<CodeActionContext>,
  range: Range,
): MenuEntry[] | undefined {
  const entries: MenuEntry[] = [];
  for (const diagnostic of diagnostics) {
    if (diagnostic.source !== diagnosticSource || !touches(diagnostic.range, range)) continue;
    const data = diagnostic.data as DiagnosticData | undefined;
    if (!Array.isArray(data?.fixes)) return undefined;
    if (entries.length < mostFindings) entries.push({ diagnostic, data });
  }
  return entries;
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function actionFor(title: string, act: ActionData['act'], uri: string, diagnostic: Diagnostic): CodeAction {
  const data: ActionData = { uri, rule: ruleOf(diagnostic), range: diagnostic.range, act };
  return { title, kind: CodeActionKind.QuickFix, data };
}

function severityAction(rule: string, uri: string, command: string): CodeAction {
  const title = `Set severity of ${rule}…`;
  return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [rule, uri] } };
}

function ruleOf({ code }: Diagnostic): string {
  return String(code);
}
