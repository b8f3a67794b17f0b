import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver-types';
import type { Kind, KindType } from '../../catalogue/kind';
import { candidatesFor, parseValue } from '../../values/parse-value';
import type { Candidate, Item, ItemRole } from '../../values/value';
import type { Analysis } from '../analysis';
import { isBelowThreshold } from './thresholds';
import { fit } from './match';
import { sortText } from './names';
import type { ValuePlace } from './place';

/** Kinds whose values are lists: what is there already is not offered again. */
const lists: ReadonlySet<KindType> = new Set([
  'flags',
  'tls-protocols',
  'cipher-exclusions',
  'curves',
  'log-level',
  'match-list',
  'inet-interfaces',
  'milters',
  'tables',
  'restrictions',
  'names',
  'domains',
  'paths',
]);

const itemKinds: Partial<Record<ItemRole, CompletionItemKind>> = {
  restriction: CompletionItemKind.Function,
  'restriction-class': CompletionItemKind.Function,
  'table-type': CompletionItemKind.Class,
  expression: CompletionItemKind.Variable,
  service: CompletionItemKind.Interface,
  transport: CompletionItemKind.Interface,
  number: CompletionItemKind.Unit,
  path: CompletionItemKind.File,
};

/** What could stand where an item of a value is typed. */
export function valueCompletions(analysis: Analysis, place: ValuePlace): CompletionItem[] {
  const { config } = analysis;
  const kind = kindAtCaret(analysis, place);
  if (kind === undefined) return [];
  const context = config.valueContext;
  const present = lists.has(kind.type) ? presentIn(analysis, place) : new Set<string>();
  const found = candidatesFor(kind, context)
    .filter(candidate => candidate.deprecated !== true && !present.has(candidate.label.toLowerCase()))
    .filter(candidate => !isBelowThreshold(analysis, place.assignment, candidate))
    .flatMap(candidate => {
      const quality = fit(candidate.label, place.prefix);
      return quality === undefined ? [] : [{ candidate, quality }];
    });
  return found.map(({ candidate, quality }, index) =>
    toItem(candidate, (candidate.rank ?? index) + quality * 1_000),
  );
}

/** The kind of what is typed: a restriction's argument and what follows `proxy:` are tables. */
function kindAtCaret({ config }: Analysis, place: ValuePlace): Kind | undefined {
  const { valueKind, before, prefix } = place;
  const isTableKind =
    valueKind.type === 'tables' || valueKind.type === 'table' || valueKind.type === 'restrictions';
  // Behind `type:` comes a path or another table; paths are read from the disk elsewhere.
  if (isTableKind && /^(?:[a-z][a-z0-9]*:)+/.test(prefix)) return undefined;
  if (valueKind.type === 'restrictions') {
    const previous = /(\w+)\s+$/.exec(before)?.[1];
    const argument = previous === undefined ? undefined : config.catalogue.restriction(previous)?.argument;
    switch (argument) {
      case 'table':
        return { type: 'table' };
      case 'server':
        return { type: 'endpoint' };
      case 'duration':
        return { type: 'duration', unit: 's' };
      case 'domain':
        return undefined;
    }
  }
  if (!lists.has(valueKind.type) && before.trim() !== '') return undefined;
  return valueKind;
}

/** Items of the value that are complete, in lower case, the one under the caret left out. */
function presentIn(
  { config }: Analysis,
  { assignment, valueKind, replace }: ValuePlace,
): ReadonlySet<string> {
  const caret = assignment.value.toLogical(replace.start);
  const { items } = parseValue(assignment.value.text, valueKind, config.valueContext);
  const isHere = (item: Item): boolean => caret !== undefined && item.start <= caret && caret <= item.end;
  return new Set(
    items
      .filter(item => !isHere(item) && item.parent === undefined)
      .map(item => `${item.operator ?? ''}${item.text}`.toLowerCase()),
  );
}

function toItem(candidate: Candidate, rank: number): CompletionItem {
  const item: CompletionItem = {
    label: candidate.label,
    kind: itemKinds[candidate.role] ?? CompletionItemKind.EnumMember,
    sortText: sortText(rank),
  };
  if (candidate.detail !== undefined) item.labelDetails = { description: candidate.detail };
  if (candidate.term !== undefined) item.data = { page: `term/${candidate.term}` };
  if (candidate.insert !== undefined) item.textEditText = candidate.insert;
  if (candidate.isSnippet === true) item.insertTextFormat = InsertTextFormat.Snippet;
  return item;
}
