import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver-types';
import { candidatesFor, parseValue } from '../../values/parse-value';
import type { Candidate, Item, ItemRole } from '../../values/value';
import type { Analysis } from '../analysis';
import type { CompletionOptions } from '../completion';
import { toLspEdit } from '../convert';
import { isBelowThreshold } from './thresholds';
import { fit } from './match';
import { sortText } from './names';
import type { ValuePlace } from './place';
import { lists } from './slot';
import { withDefaults } from './snippet';
import { Trial, type Companions } from './trial';
import { wholeValues } from './whole-values';

const itemKinds: Partial<Record<ItemRole, CompletionItemKind>> = {
  restriction: CompletionItemKind.Function,
  'restriction-class': CompletionItemKind.Function,
  'table-type': CompletionItemKind.Class,
  expression: CompletionItemKind.Variable,
  service: CompletionItemKind.Interface,
  transport: CompletionItemKind.Interface,
  number: CompletionItemKind.Unit,
  path: CompletionItemKind.File,
  argument: CompletionItemKind.Property,
};

/** What could stand where an item of a value is typed. */
export function valueCompletions(
  analysis: Analysis,
  place: ValuePlace,
  { snippets }: Pick<CompletionOptions, 'snippets'>,
): CompletionItem[] {
  const { kind, words } = place.slot;
  const { valueContext } = analysis.config;
  const candidates =
    kind === undefined ? words : [...wholeValues(analysis, place), ...candidatesFor(kind, valueContext)];
  const present = kind !== undefined && lists.has(kind.type) ? presentIn(analysis, place) : new Set<string>();
  const trial = new Trial(analysis, place);
  const items: CompletionItem[] = [];
  for (const [index, candidate] of candidates.entries()) {
    if (candidate.deprecated === true || present.has(candidate.label.toLowerCase())) continue;
    if (isBelowThreshold(analysis, place.assignment, candidate)) continue;
    const quality = fit(candidate.label, place.prefix);
    if (quality === undefined) continue;
    const insert = insertOf(candidate, place, trial);
    if (insert === undefined) continue;
    const companions = trial.companions(
      withDefaults(insert),
      isFile(analysis, candidate) ? 'table in a file' : undefined,
    );
    if (companions === undefined) continue;
    const rank = (candidate.rank ?? index) + quality * 1_000;
    const text = insert + place.separator + companions.tail;
    items.push(toItem(analysis, candidate, text, rank, companions, snippets));
  }
  return items;
}

/** Tables that are files are all the same to rules: what holds for one of them holds for all. */
function isFile({ config }: Analysis, { role, label }: Candidate): boolean {
  if (role !== 'table-type') return false;
  const source = config.catalogue.tableType(label.slice(0, -1))?.source;
  return source === 'indexed' || source === 'file' || source === 'client-configuration';
}

/** What is inserted for a candidate; undefined where the value would not be readable then. */
function insertOf(candidate: Candidate, { assignment }: ValuePlace, trial: Trial): string | undefined {
  const { label, insert = label, role } = candidate;
  // Where the argument stands there already, the name alone.
  if (role === 'restriction' && insert !== label && trial.fits(label)) {
    if (trial.fitsAsWell(label, withDefaults(insert))) return label;
  }
  const isBare =
    assignment.service?.overrides.find(({ nameSpan }) => nameSpan.start === assignment.nameSpan.start)
      ?.braced === false;
  // Behind `-o` a blank ends the value; between a restriction and its argument a comma does as well.
  const typed = isBare && role === 'restriction' ? insert.replace(' ', ',') : insert;
  if (isBare && /\s/.test(withoutBraces(withDefaults(typed)))) return undefined;
  return trial.fits(withDefaults(typed)) ? typed : undefined;
}

function withoutBraces(text: string): string {
  return text.replace(/\{.*\}/, '');
}

/** Items of the value that are complete, in lower case, the one under the caret left out. */
function presentIn({ config }: Analysis, { valueKind, before, after }: ValuePlace): ReadonlySet<string> {
  const present = new Set<string>();
  for (const text of [before, after]) {
    const { items } = parseValue(text, valueKind, config.valueContext);
    for (const item of items) if (item.parent === undefined) present.add(written(item));
  }
  return present;
}

function written({ operator = '', text }: Item): string {
  return `${operator}${text}`.toLowerCase();
}

function toItem(
  { lines }: Analysis,
  { label, role, detail, term, isSnippet }: Candidate,
  insert: string,
  rank: number,
  { edits, titles }: Companions,
  snippets: boolean,
): CompletionItem {
  const item: CompletionItem = {
    label,
    kind: itemKinds[role] ?? CompletionItemKind.EnumMember,
    sortText: sortText(rank),
  };
  const description = [...(detail === undefined ? [] : [detail]), ...titles].join('; ');
  if (description !== '') item.labelDetails = { description };
  if (term !== undefined) item.data = { page: `term/${term}` };
  if (edits.length > 0) item.additionalTextEdits = edits.map(edit => toLspEdit(lines, edit));
  if (isSnippet === true && snippets && insert !== label) {
    item.textEditText = insert;
    item.insertTextFormat = InsertTextFormat.Snippet;
  } else if (insert !== label) item.textEditText = withDefaults(insert);
  return item;
}
