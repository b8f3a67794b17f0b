import {
  CompletionItemKind,
  type CompletionItem,
  type CompletionList,
  type Position,
} from 'vscode-languageserver-types';
import type { DirectoryEntry } from '../host/host';
import { rules } from '../rules/index';
import type { Analysis } from './analysis';
import { columnCompletions } from './completion/columns';
import { fit } from './completion/match';
import { nameCompletions, sortText } from './completion/names';
import { pathCompletions, typedPathAt } from './completion/paths';
import { placeAt, type Place } from './completion/place';
import { referenceCompletions } from './completion/references';
import { valueCompletions } from './completion/values';
import { toOffset, toRange } from './convert';
import { taskSnippets } from './snippets';

export interface CompletionOptions {
  /** Whether the client takes snippets. */
  readonly snippets: boolean;
  /** The client's command that opens the list of suggestions, where it has one: asked for when a name was inserted. */
  readonly suggestCommand?: string | undefined;
  /** Whether the client takes an edit range for the whole list; otherwise every item carries its own. */
  readonly listRange: boolean;
  /** Lists a folder; undefined where nothing can be read. */
  readonly readDirectory?: (uri: string) => Promise<readonly DirectoryEntry[]>;
}

const nothing: CompletionList = { isIncomplete: false, items: [] };

/**
 * What could be typed at a position. Items are lean: their documentation is added by `resolveCompletion` when the editor
 * shows it. Only completing a path has to wait.
 */
export function completion(
  analysis: Analysis,
  position: Position,
  options: CompletionOptions,
): CompletionList | Promise<CompletionList> {
  if (analysis.isLarge || analysis.nature === 'foreign') return nothing;
  const place = placeAt(analysis, toOffset(analysis.lines, position));
  if (place === undefined) return nothing;
  const finish = (items: CompletionItem[], isIncomplete = false): CompletionList =>
    inRange(analysis, place, items, isIncomplete, options);
  switch (place.kind) {
    case 'name': {
      const { items, isIncomplete } = nameCompletions(analysis, place, options);
      return finish([...items, ...(options.snippets ? taskSnippets(analysis, place) : [])], isIncomplete);
    }
    case 'reference': {
      const { items, isIncomplete } = referenceCompletions(analysis, place);
      return finish(items, isIncomplete);
    }
    case 'column':
      return finish(columnCompletions(analysis, place));
    case 'suppression':
      return finish(ruleIds(place.prefix));
    case 'value': {
      const items = valueCompletions(analysis, place, options);
      const path = options.readDirectory === undefined ? undefined : typedPathAt(analysis, place);
      if (options.readDirectory === undefined || path === undefined) return finish(items);
      return pathCompletions(analysis, path, options.readDirectory).then(paths => {
        const offered = new Set(items.map(({ label, textEditText = label }) => textEditText));
        const others = paths.filter(({ label, textEditText = label }) => !offered.has(textEditText));
        return finish([...others, ...items]);
      });
    }
  }
}

/** Gives the items the word they replace: once for the list where the client can, else each its own. */
function inRange(
  analysis: Analysis,
  { replace }: Place,
  items: CompletionItem[],
  isIncomplete: boolean,
  options: CompletionOptions,
): CompletionList {
  const range = toRange(analysis.lines, replace);
  if (options.listRange) return { isIncomplete, itemDefaults: { editRange: range }, items };
  return {
    isIncomplete,
    items: items.map(item => {
      const textEdit = { range, newText: item.textEditText ?? item.label };
      if (item.textEditText === undefined) {
        item.textEdit = textEdit;
        return item;
      }
      const { textEditText: _, ...rest } = item;
      return { ...rest, textEdit };
    }),
  };
}

function ruleIds(prefix: string): CompletionItem[] {
  return rules
    .filter(({ id }) => fit(id, prefix) !== undefined)
    .map(({ id, title }, index) => ({
      label: id,
      labelDetails: { description: title },
      kind: CompletionItemKind.Reference,
      sortText: sortText(index),
      data: { page: `rule/${id}` },
    }));
}
