import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis';
import { fit } from './match';
import { sortText } from './names';
import type { Place } from './place';

const mostReferences = 100;
/** Names that values refer to most. */
const usual = [
  'myhostname',
  'mydomain',
  'mydestination',
  'mynetworks',
  'config_directory',
  'data_directory',
  'virtual_alias_maps',
  'default_database_type',
];

/** Names that could follow a `$`: the file's own first, then those that are referred to most. */
export function referenceCompletions(
  { config }: Analysis,
  place: Extract<Place, { kind: 'reference' }>,
): { items: CompletionItem[]; isIncomplete: boolean } {
  const names = new Map<string, number>();
  for (const setting of config.settings.values()) {
    if (/^\w+$/.test(setting.name))
      names.set(setting.name, config.resolve(setting.name) === undefined ? 0 : 2_000);
  }
  for (const [order, name] of usual.entries()) if (!names.has(name)) names.set(name, 1_000 + order);
  for (const { name } of config.catalogue.parameters) if (!names.has(name)) names.set(name, 3_000);
  const found = [...names].flatMap(([name, rank]) => {
    const quality = fit(name, place.prefix);
    return quality === undefined ? [] : [{ name, rank: rank + quality * 5_000 }];
  });
  found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  const items = found.slice(0, mostReferences).map(({ name }, index): CompletionItem => ({
    label: name,
    kind: CompletionItemKind.Variable,
    sortText: sortText(index),
    ...(config.catalogue.parameter(name) === undefined ? {} : { data: { page: `parameter/${name}` } }),
  }));
  return { items, isIncomplete: found.length > mostReferences };
}
