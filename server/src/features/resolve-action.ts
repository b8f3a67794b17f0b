import type { CodeAction, TextEdit as LspTextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { FileEdit, Finding } from '../rules/rule';
import { difference } from '../text/difference';
import type { TextEdit } from '../text/edit';
import type { Analysis } from './analysis';
import { fixAllKind } from './announced';
import { toLspEdit, toSpan } from './convert';
import { compatibleFixes, fileOf, fixAll, fixTitle } from './fix';
import type { ActionData } from './fix-menu';
import { ignoreHere, ignoreInFile } from './ignore';

/**
 * Gives an action of `menuFor` its edits, from the text as it is now. Undefined where what it was about is not there any more. An action that
 * has no edits of its own stays as it is.
 */
export function resolveAction(analysis: Analysis, action: CodeAction): CodeAction | undefined {
  const data = action.data as ActionData | undefined;
  if (data === undefined || action.edit !== undefined) return action;
  const edit = editOf(analysis, action.title, data);
  return edit === undefined ? undefined : { ...action, edit };
}

/** All fixes of the file after which Postfix reads the same, as one edit. */
export function fixAllAction(analysis: Analysis): CodeAction[] {
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

function editOf(analysis: Analysis, title: string, data: ActionData): WorkspaceEdit | undefined {
  switch (data.act) {
    case 'fix':
      for (const finding of findingsAt(analysis, data)) {
        const fix = finding.fixes?.find(candidate => fixTitle(candidate) === title);
        if (fix !== undefined) return workspaceEdit(analysis, fix.edits(), finding);
      }
      return undefined;
    case 'fix-all': {
      const { edits } = compatibleFixes(analysis, { rule: data.rule, unsafe: true });
      return edits.length === 0 ? undefined : editHere(analysis, edits);
    }
    case 'ignore-here': {
      const [finding] = findingsAt(analysis, data);
      const edit = finding === undefined ? undefined : ignoreHere(analysis, finding);
      return edit === undefined ? undefined : editHere(analysis, [edit]);
    }
    case 'ignore-in-file':
      return editHere(analysis, [ignoreInFile(analysis, data.rule)]);
  }
}

/** The findings of the rule that stand where the action's finding stood, the one at exactly that place first. */
function findingsAt(analysis: Analysis, { rule, range }: ActionData): readonly Finding[] {
  const { start, end } = toSpan(analysis.lines, range);
  const isSame = ({ span }: Finding): boolean => span.start === start && span.end === end;
  const touching = analysis
    .findingsOf(new Set([rule]))
    .filter(({ file, span }) => file === analysis.file && span.start <= end && span.end >= start);
  return [...touching.filter(isSame), ...touching.filter(finding => !isSame(finding))];
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
