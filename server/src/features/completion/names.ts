import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  type CompletionItem,
} from 'vscode-languageserver-types';
import type { Catalogue } from '../../catalogue/catalogue';
import type { Kind } from '../../catalogue/kind';
import type { Parameter } from '../../catalogue/model';
import { compareReleases, formatRelease, parseRelease, type Release } from '../../catalogue/release';
import type { Configuration } from '../../config/configuration';
import { separatorOf } from '../../rules/edits';
import { rules } from '../../rules/index';
import { watching } from '../../rules/watches';
import type { Service } from '../../syntax/parse-master';
import type { Analysis } from '../analysis';
import { assignmentAt } from '../at-offset';
import type { CompletionOptions } from '../completion';
import { companionsOf } from './companions';
import { fit } from './match';
import type { NamePlace } from './place';
import { choiceSnippet } from './choices';

/** More names than anybody reads; the editor asks again with every letter. */
const mostNames = 100;

/** A name as it is offered in a release: everything that does not depend on the file. */
interface Offer {
  readonly name: string;
  readonly parameter: Parameter;
  readonly isTooNew: boolean;
  readonly isDeprecated: boolean;
}

const offersByRelease = new WeakMap<Catalogue, Map<string, readonly Offer[]>>();

/** Parameters that could stand at a place where a name is typed: unset ones first, by what is there and by how often people set them. */
export function nameCompletions(
  analysis: Analysis,
  place: NamePlace,
  options: CompletionOptions,
): { items: CompletionItem[]; isIncomplete: boolean } {
  const { config } = analysis;
  const wanted = companionsOf(config, assignmentAt(analysis, Math.max(0, place.replace.start - 1))?.name);
  const service =
    place.form === 'entry'
      ? undefined
      : config.master?.services.find(
          ({ start, end }) => start <= place.replace.start && place.replace.start <= end,
        );
  const ranked = rank(config, place, wanted, service);
  ranked.sort((a, b) => a.score - b.score);
  const separator = separatorFor(analysis, place);
  const items = ranked
    .slice(0, mostNames)
    .map(({ offer }, index) => toItem(analysis, offer, index, place, separator, options));
  const ofFamilies = familyItems(analysis, place, separator, items.length);
  return { items: items.concat(ofFamilies), isIncomplete: ranked.length > mostNames };
}

/** What fits what is typed, with a score: the lowest is the best. */
function rank(
  config: Configuration,
  place: NamePlace,
  wanted: ReadonlyMap<string, number>,
  service: Service | undefined,
): Ranked[] {
  const overridden = new Set(service?.overrides.map(({ name }) => name));
  const ranked: Ranked[] = [];
  let order = 0;
  for (const offer of offersOf(config.catalogue, config.release)) {
    order++;
    const quality = fit(offer.name, place.prefix);
    if (quality === undefined) continue;
    if ((offer.isTooNew || offer.isDeprecated) && place.prefix === '') continue;
    const own = offer.name === place.prefix;
    const isSet = !own && (place.form === 'entry' ? config.isSet(offer.name) : overridden.has(offer.name));
    const penalty =
      (offer.isTooNew ? 40_000 : 0) +
      (offer.isDeprecated ? 20_000 : 0) +
      (isSet ? 10_000 : 0) +
      (service === undefined ? 0 : distanceFrom(service.command.text, offer.parameter));
    const companion = wanted.get(offer.name);
    ranked.push({
      offer,
      score: penalty + quality * 2_000 + (companion ?? order + 20),
    });
  }
  return ranked;
}

interface Ranked {
  readonly offer: Offer;
  readonly score: number;
}

/** Behind `-o` a parameter that the service's program does not read makes no difference. */
function distanceFrom(program: string, { programs }: Parameter): number {
  if (programs.includes(program)) return 0;
  return programs.includes('*') ? 1_500 : 5_000;
}

/** All names that a release offers, those first that people set most. */
export function offersOf(catalogue: Catalogue, release: Release): readonly Offer[] {
  let byRelease = offersByRelease.get(catalogue);
  if (byRelease === undefined) offersByRelease.set(catalogue, (byRelease = new Map()));
  const key = formatRelease(release);
  let offers = byRelease.get(key);
  if (offers === undefined) {
    offers = catalogue.parameters
      .map(parameter => {
        const exists = catalogue.exists(parameter, release);
        const first = parseRelease(parameter.since ?? '');
        return {
          name: parameter.name,
          parameter,
          isTooNew: !exists && first !== undefined && compareReleases(first, release) > 0,
          isDeprecated: parameter.deprecated !== undefined || !exists,
        };
      })
      .filter(
        ({ parameter, isDeprecated, isTooNew }) =>
          isTooNew || !isDeprecated || parameter.deprecated !== undefined,
      )
      .sort((a, b) => b.parameter.usage - a.parameter.usage || (a.name < b.name ? -1 : 1));
    byRelease.set(key, offers);
  }
  return offers;
}

function toItem(
  { config }: Analysis,
  { name, parameter, isTooNew, isDeprecated }: Offer,
  index: number,
  place: NamePlace,
  separator: string,
  { snippets, suggestCommand }: CompletionOptions,
): CompletionItem {
  const item: CompletionItem = {
    label: name,
    kind: CompletionItemKind.Property,
    sortText: sortText(index),
    data: { page: `parameter/${name}` },
  };
  if (isTooNew) item.labelDetails = { description: `from ${parameter.since}` };
  if (isDeprecated && !isTooNew) item.tags = [CompletionItemTag.Deprecated];
  if (place.hasEquals) return item;
  item.textEditText = name + (place.hasValue ? separator.trimEnd() : separator);
  if (place.form !== 'entry' || place.hasValue || (!snippets && suggestCommand === undefined)) return item;
  // Which values make sense where rules watch them depends on the rest of the file: completion of the value finds that out.
  if (isWatched(name)) {
    if (suggestCommand !== undefined) item.command = { title: '', command: suggestCommand };
    return item;
  }
  const choices = snippets ? choiceSnippet(parameter, config) : undefined;
  if (choices !== undefined) {
    item.textEditText += choices;
    item.insertTextFormat = InsertTextFormat.Snippet;
  } else if (suggestCommand !== undefined && listed.has(parameter.kind.type)) {
    item.command = { title: '', command: suggestCommand };
  }
  return item;
}

/** Kinds with more values than fit into a snippet: the list comes up behind the name. */
const listed: ReadonlySet<Kind['type']> = new Set([
  'cipher-exclusions',
  'curves',
  'digest',
  'flags',
  'inet-interfaces',
  'log-level',
  'match-list',
  'restrictions',
  'table',
  'tables',
  'tls-protocols',
  'transport',
]);

const watched = new Map<string, boolean>();

/** Whether a rule is about that parameter. */
function isWatched(name: string): boolean {
  let found = watched.get(name);
  if (found === undefined) watched.set(name, (found = watching(rules, name).length > 0));
  return found;
}

/** Members of per-transport families, for the services of master.cf, or the stock ones where it is not known. */
function familyItems(
  analysis: Analysis,
  place: NamePlace,
  separator: string,
  offset: number,
): CompletionItem[] {
  if (place.prefix.length < 3) return [];
  const { config } = analysis;
  const services = config.master?.services ?? [];
  const transports =
    config.master === undefined
      ? ['smtp', 'relay', 'lmtp', 'local', 'virtual'].map(name => ({
          name,
          program: name === 'relay' ? 'smtp' : name,
        }))
      : services.map(service => ({ name: service.name.text, program: service.command.text }));
  const items: CompletionItem[] = [];
  // A service may stand in master.cf twice, with different types.
  const offered = new Set<string>();
  for (const { suffix, programs } of config.catalogue.families) {
    for (const { name: transport, program } of transports) {
      const name = `${transport}_${suffix}`;
      if (!programs.includes(program) || config.catalogue.parameter(name) !== undefined) continue;
      if (offered.has(name)) continue;
      const quality = fit(name, place.prefix);
      if (quality === undefined || quality === 2 || (config.isSet(name) && name !== place.prefix)) continue;
      offered.add(name);
      items.push({
        label: name,
        kind: CompletionItemKind.Property,
        sortText: sortText(offset + items.length),
        data: { page: `family/${suffix}` },
        ...(place.hasEquals ? {} : { textEditText: name + separator }),
      });
    }
  }
  return items;
}

/** The blanks around `=` that the file has. */
function separatorFor({ config }: Analysis, place: NamePlace): string {
  if (place.form === 'override') return '=';
  const example =
    place.form === 'entry'
      ? config.entries.find(entry => entry.value.text !== '' && !entry.value.isMultiline)
      : undefined;
  return example === undefined ? ' = ' : separatorOf(example);
}

export function sortText(index: number): string {
  return index.toString(36).padStart(4, '0');
}
