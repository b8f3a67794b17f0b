import type { CompletionItem, CompletionList, Range, TextEdit } from 'vscode-languageserver-types';
import { completion, type CompletionOptions } from '../../server/src/features/completion';
import { withDefaults } from '../../server/src/features/completion/snippet';
import type { Analysis } from '../../server/src/features/analysis';
import { toSpan } from '../../server/src/features/convert';
import { applyEdits } from '../../server/src/text/edit';

/** Editors that take everything, and those that take neither snippets nor a range for the whole list. */
export const clients: Readonly<Record<'rich' | 'plain', CompletionOptions>> = {
  rich: { snippets: true, listRange: true },
  plain: { snippets: false, listRange: false },
};

/** What is offered at an offset, in the order in which editors show it. */
export async function completionsAt(
  analysis: Analysis,
  offset: number,
  options: CompletionOptions = clients.rich,
): Promise<CompletionList> {
  const list = await completion(analysis, analysis.lines.positionAt(offset), options);
  const items = [...list.items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  return { ...list, items };
}

/** The word that an item replaces. */
export function rangeOf(list: CompletionList, item: CompletionItem): Range {
  if (item.textEdit !== undefined)
    return 'range' in item.textEdit ? item.textEdit.range : item.textEdit.insert;
  return list.itemDefaults?.editRange as Range;
}

/** The texts that a document can become when an item is taken: one for each choice of its snippet. */
export function textsWith({ text, lines }: Analysis, list: CompletionList, item: CompletionItem): string[] {
  const inserted = item.textEdit?.newText ?? item.textEditText ?? item.label;
  const choices = item.insertTextFormat === 2 ? choicesOf(inserted) : [inserted];
  const others = (item.additionalTextEdits ?? []).map(({ range, newText }: TextEdit) => ({
    span: toSpan(lines, range),
    newText,
  }));
  const span = toSpan(lines, rangeOf(list, item));
  return choices.map(newText => applyEdits(text, [{ span, newText }, ...others]));
}

/** A snippet with its first choice made, in each way. */
function choicesOf(snippet: string): string[] {
  const choice = /\$\{\d+\|([^|]*)\|\}/.exec(snippet);
  if (choice === null) return [withDefaults(snippet)];
  return (choice[1] ?? '').split(',').flatMap(word => choicesOf(snippet.replace(choice[0], word)));
}
