import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver-types';
import { listKinds } from '../../catalogue/kind';
import { candidatesFor, parseValue } from '../../values/parse-value';
import { boundIn } from '../../values/tls-protocols';
import type { Candidate, Item, ItemRole } from '../../values/value';
import type { Configuration } from '../../config/configuration';
import type { Analysis } from '../analysis';
import type { CompletionOptions } from '../completion';
import { toLspEdit } from '../convert';
import { isBelowThreshold } from './thresholds';
import { fit } from './match';
import { sortText } from './names';
import { overrideOf, type ValuePlace } from './place';
import { withDefaults } from './snippet';
import { isWholeValue, modifiers, Trial, type Companions } from './trial';
import { valuesPeopleWrite } from './usual-values';
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
  const items = tried(analysis, place, new Trial(analysis, place), snippets);
  if (items.length > 0 || !isWholeValue(place)) return items;
  // What holds for every value is said of the entry, and keeps none of them back.
  const any =
    place.prefix === ''
      ? items
      : tried(analysis, { ...place, prefix: '' }, new Trial(analysis, place), snippets);
  return any.length > 0 ? items : tried(analysis, place, new Trial(analysis, place, true), snippets);
}

function tried(analysis: Analysis, place: ValuePlace, trial: Trial, snippets: boolean): CompletionItem[] {
  const candidates = candidatesAt(analysis, place);
  const { kind } = place.slot;
  const present =
    kind !== undefined && listKinds.has(kind.type) ? presentIn(analysis, place) : new Set<string>();
  const items: CompletionItem[] = [];
  if (present.size > 0 && candidates.some(one => one.isAlone === true && isPresent(one, present)))
    return items;
  let index = -1;
  for (const candidate of candidates) {
    index++;
    if (candidate.deprecated === true || isOutOfPlace(candidate, present)) continue;
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

/** What people usually write, what makes sense as the whole value, and what the kind knows, each once. */
function candidatesAt(analysis: Analysis, place: ValuePlace): readonly Candidate[] {
  const { kind, words } = place.slot;
  const usual = valuesPeopleWrite(analysis.config, place);
  if (kind === undefined) return usual.length > 0 ? usual : words;
  const whole = wholeValues(analysis, place);
  const all = candidatesFor(kind, analysis.config.valueContext);
  const ofKind = isLookedThrough(place) ? all.map(patternsFirst) : all;
  if (usual.length === 0 && whole.length === 0) return ofKind;
  const known = new Map<string, Candidate>();
  let from = 0;
  for (const some of [usual, whole, ofKind]) {
    let index = 0;
    for (const one of some) {
      const rank = from + (one.rank ?? index++);
      const same = known.get(one.label);
      known.set(one.label, same === undefined ? { ...one, rank } : both(same, one));
    }
    from += some.length;
  }
  return [...known.values()].filter(({ label }) => !standsForNothing(analysis.config, label));
}

/** Whether all of a value is a name that the file leaves empty. */
function standsForNothing(config: Configuration, value: string): boolean {
  const name = /^\$(\w+)$/.exec(value)?.[1];
  return name !== undefined && config.known(name) === '';
}

/** A candidate in the place of an earlier one of the same label, with the words of both. */
function both({ rank = 0, detail }: Candidate, then: Candidate): Candidate {
  return {
    ...then,
    rank,
    detail:
      then.detail === undefined || detail === undefined
        ? (then.detail ?? detail)
        : `${then.detail}, ${detail}`,
  };
}

/** Whether whole lines are looked up, so that hardly any table but one of patterns finds something. */
function isLookedThrough({ assignment: { name } }: ValuePlace): boolean {
  return /_checks$|_(?:command|reply|status)_filter$|_reject_filter_maps$/.test(name);
}

function patternsFirst(candidate: Candidate): Candidate {
  const { label, rank = 0 } = candidate;
  return label === 'regexp:' || label === 'pcre:' ? candidate : { ...candidate, rank: rank + 50 };
}

/** Tables that are files are all the same to rules: what holds for one of them holds for all. */
function isFile({ config }: Analysis, { role, label }: Candidate): boolean {
  if (role !== 'table-type') return false;
  const source = config.catalogue.tableType(label.slice(0, -1))?.source;
  return source === 'indexed' || source === 'file' || source === 'client-configuration';
}

/** What is inserted for a candidate; undefined where the value would not be readable then. */
function insertOf(candidate: Candidate, { assignment, after }: ValuePlace, trial: Trial): string | undefined {
  const { label, insert = label, role } = candidate;
  // Where the argument stands there already, the name alone.
  if (role === 'restriction' && insert !== label && after.trim() !== '' && trial.fits(label)) {
    if (trial.fitsAsWell(label, withDefaults(insert))) return label;
  }
  const isBare = overrideOf(assignment)?.braced === false;
  // Behind `-o` a blank ends the value; between a restriction and its argument a comma does as well.
  const typed = isBare && role === 'restriction' ? insert.replace(' ', ',') : insert;
  if (isBare && /\s/.test(withoutBraces(withDefaults(typed)))) return undefined;
  return trial.fits(withDefaults(typed)) ? typed : undefined;
}

function withoutBraces(text: string): string {
  return text.replace(/\{.*\}/, '');
}

/** With another argument a restriction is another one, and so is one that takes its effect from what follows. */
function canRepeat({ role, label, isSnippet }: Candidate): boolean {
  return role === 'restriction' && (isSnippet === true || modifiers.has(label));
}

/** Whether a candidate makes no sense beside what the value has: it is there already, or takes the place of what is. */
function isOutOfPlace(candidate: Candidate, present: ReadonlySet<string>): boolean {
  if (present.size === 0) return false;
  if (candidate.isAlone === true) return true;
  if (isPresent(candidate, present)) return !canRepeat(candidate);
  // Of two bounds on the same side the last one counts.
  const bound = boundIn(candidate.label);
  return bound !== undefined && [...present].some(item => boundIn(item) === bound);
}

function isPresent({ label }: Candidate, present: ReadonlySet<string>): boolean {
  return present.has(label.toLowerCase());
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
