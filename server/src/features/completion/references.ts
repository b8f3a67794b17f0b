import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import { listKinds } from '../../catalogue/kind';
import type { Configuration } from '../../config/configuration';
import { referencesIn } from '../../syntax/references';
import { parseValue } from '../../values/parse-value';
import type { Analysis } from '../analysis';
import { fit } from './match';
import { sortText } from './names';
import type { ReferencePlace } from './place';

const mostReferences = 100;
/** Names that values refer to most. */
const usual: ReadonlyMap<string, number> = new Map(
  [
    'myhostname',
    'mydomain',
    'mydestination',
    'mynetworks',
    'mail_name',
    'config_directory',
    'data_directory',
    'virtual_alias_maps',
    'default_database_type',
  ].map((name, order) => [name, 1_000 + order]),
);

/** Names that could follow a `$`: the file's own first, then those that are referred to most. */
export function referenceCompletions(
  { config }: Analysis,
  place: ReferencePlace,
): { items: CompletionItem[]; isIncomplete: boolean } {
  const found: { readonly name: string; readonly rank: number }[] = [];
  for (const { name } of config.settings.values()) {
    const quality = /^\w+$/.test(name) ? fit(name, place.prefix) : undefined;
    if (quality === undefined) continue;
    found.push({ name, rank: (config.resolve(name) === undefined ? 0 : 2_000) + quality * 5_000 });
  }
  for (const name of config.catalogue.sortedNames) {
    const quality = fit(name, place.prefix);
    if (quality === undefined || config.isSet(name)) continue;
    found.push({ name, rank: (usual.get(name) ?? 3_000) + quality * 5_000 });
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

/** Whether the value can be read with that name in it: it stands for something, not for the value itself, and for what belongs there. */
function makesSense(config: Configuration, { assignment, isWhole }: ReferencePlace, name: string): boolean {
  const found = config.lookup(name);
  if (found === undefined || refersTo(config, name, assignment.name)) return false;
  const kind = assignment.parameter?.kind;
  if (!isWhole || kind === undefined || listKinds.has(kind.type)) return true;
  // Whatever it is, it is text.
  if (kind.type === 'text') return found !== '';
  const text = config.known(name);
  if (text === undefined) return config.resolve(name)?.kind.type === kind.type;
  return text !== '' && parseValue(text, kind, config.valueContext).problems.length === 0;
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
