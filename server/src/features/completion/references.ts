import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import type { Parameter } from '../../catalogue/model';
import { foundOutFirst, valueInFile } from '../../config/value-in-file';
import type { Configuration } from '../../config/configuration';
import { usageOf } from '../../config/usage';
import { referencesIn } from '../../syntax/references';
import { parseValue } from '../../values/parse-value';
import type { Analysis } from '../analysis';
import { distanceOf, isClosed, openLists, takesAnything } from './kinship';
import { fit } from './match';
import { offersOf, sortText } from './names';
import type { ReferencePlace } from './place';

const mostReferences = 100;
/** Where names stand that values refer to most, before all others and around those that belong to the parameter. */
const usual: ReadonlyMap<string, number> = new Map([
  ['myhostname', 100],
  ['mydomain', 101],
  ['myorigin', 102],
  ['mydestination', 103],
  ['mynetworks', 104],
  ['mail_name', 105],
  ['data_directory', 200],
  ['config_directory', 201],
  ['default_database_type', 202],
]);
const relatedRank = 150;

/** Names that could follow a `$`: the file's own first, then what is of the value's kind, and of that what is referred to most. */
export function referenceCompletions(
  { config }: Analysis,
  place: ReferencePlace,
): { items: CompletionItem[]; isIncomplete: boolean } {
  const found: Found[] = [];
  for (const { name } of config.settings.values()) {
    const quality = /^\w+$/.test(name) ? fit(name, place.prefix) : undefined;
    if (quality === undefined) continue;
    const parameter = config.resolve(name)?.parameter;
    // A name that nothing refers to yet may be a misspelt parameter.
    const order = parameter === undefined && usageOf(config).isUsed(name) ? 0 : 300;
    add(found, place, name, parameter, quality, order);
  }
  let order = 500;
  for (const { name, parameter, isTooNew, isDeprecated } of offersOf(config.catalogue, config.release)) {
    order++;
    if (isTooNew || isDeprecated) continue;
    const quality = fit(name, place.prefix);
    if (quality === undefined || config.isSet(name)) continue;
    add(found, place, name, parameter, quality, order);
  }
  found.sort((a, b) => a.rank - b.rank);
  const items: CompletionItem[] = [];
  for (const { name } of found) {
    if (!makesSense(config, place, name)) continue;
    if (items.length === mostReferences) return { items, isIncomplete: true };
    items.push({
      label: name,
      kind: CompletionItemKind.Variable,
      sortText: sortText(items.length),
      ...(config.catalogue.parameter(name) === undefined ? {} : { data: { page: `parameter/${name}` } }),
    });
  }
  return { items, isIncomplete: false };
}

interface Found {
  readonly name: string;
  readonly rank: number;
}

/** Adds a name with its rank, unless something of its kind makes no sense there. */
function add(
  found: Found[],
  { assignment, isWhole }: ReferencePlace,
  name: string,
  parameter: Parameter | undefined,
  quality: number,
  order: number,
): void {
  // What the file makes up itself stands for anything.
  if (parameter === undefined) {
    found.push({ name, rank: quality * 20_000 + order });
    return;
  }
  const kind = assignment.parameter?.kind;
  const distance = kind === undefined ? 1 : distanceOf(parameter, kind);
  if (kind !== undefined && distance > 0) {
    if (isWhole && isClosed(kind)) return;
    if (distance > 1 && !takesAnything.has(kind.type)) return;
  }
  let rank = order;
  if (distance < 2) {
    const related = assignment.parameter?.parameter?.related.indexOf(name) ?? -1;
    rank = usual.get(name) ?? (related === -1 ? order : relatedRank + related);
  }
  found.push({ name, rank: quality * 20_000 + distance * 3_000 + rank });
}

/** Whether the value can be read with that name in it: it stands for something, not for the value itself, and for what belongs there. */
function makesSense(config: Configuration, { assignment, isWhole }: ReferencePlace, name: string): boolean {
  const found = config.lookup(name);
  if (found === undefined || refersTo(config, name, assignment.name)) return false;
  if (foundOutFirst.includes(assignment.name)) {
    const inFile = valueInFile(name, config);
    if (inFile === undefined || inFile.text === '' || inFile.undefinedNames.length > 0) return false;
  }
  const kind = assignment.parameter?.kind;
  if (!isWhole || kind === undefined || openLists.has(kind.type)) return true;
  // Whatever it is, it is text.
  if (kind.type === 'text') return found !== '';
  const text = config.known(name);
  const own = config.resolve(name)?.kind;
  if (text === undefined) return own !== undefined;
  if (text === '') return false;
  if (own !== undefined && own.type !== kind.type) return true;
  return parseValue(text, kind, config.valueContext).problems.length === 0;
}

/** Longer chains of references nobody follows. */
const longestChain = 200;

/** Whether the value of a name leads back to another name. */
function refersTo(config: Configuration, name: string, other: string): boolean {
  if (name === other) return true;
  if (config.raw(name)?.includes('$') !== true) return false;
  const names = new Set([name]);
  for (const next of names) {
    if (next === other) return true;
    if (names.size > longestChain) return false;
    const text = config.raw(next);
    if (text === undefined || !text.includes('$')) continue;
    for (const reference of referencesIn(config.expression(text))) names.add(reference.name);
  }
  return false;
}
