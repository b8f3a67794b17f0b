import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Kind, PathKind } from '../../catalogue/kind';
import type { DirectoryEntry } from '../../host/host';
import type { Analysis } from '../analysis';
import { sortText } from './names';
import type { ValuePlace } from './place';

const mostEntries = 200;
/** Kinds of value in which a path can stand. */
const pathKinds: ReadonlySet<Kind['type']> = new Set([
  'path',
  'paths',
  'table',
  'tables',
  'restrictions',
  'milters',
  'endpoint',
  'match-list',
  'host-name',
]);

/** Files that a parameter is likely to want, by their endings. */
const endings: Partial<Record<PathKind['of'], RegExp>> = {
  certificate: /\.(?:pem|crt|cer|cert)$/i,
  key: /\.(?:pem|key)$/i,
  'ca-file': /\.(?:pem|crt|cer)$/i,
  'dh-parameters': /\.(?:pem|dh|param)$/i,
};

/** Files and folders on disk that go on with a typed path; none where no path is typed. */
export async function pathCompletions(
  analysis: Analysis,
  place: ValuePlace,
  readDirectory: (uri: string) => Promise<readonly DirectoryEntry[]>,
): Promise<CompletionItem[]> {
  if (!pathKinds.has(place.valueKind.type)) return [];
  const match = /^((?:!?(?:[a-z][a-z0-9]*:)*))(\/(?:.*\/)?)([^/]*)$/.exec(place.prefix);
  if (match === null) return [];
  const [, scheme = '', folder = '/', typed = ''] = match;
  const uri = URI.parse(analysis.uri).with({ path: folder, query: '', fragment: '' }).toString();
  const wanted =
    place.valueKind.type === 'path' || place.valueKind.type === 'paths'
      ? endings[place.valueKind.of]
      : undefined;
  const onlyFolders = place.valueKind.type === 'path' && /directory/.test(place.valueKind.of);
  // What postmap wrote is not what a table is called.
  const indexed = scheme !== '' ? /\.(?:db|lmdb|cdb|dir|pag)$/ : /^$/;
  return (await readDirectory(uri))
    .filter(
      ({ name, isDirectory }) =>
        (typed.startsWith('.') || !name.startsWith('.')) &&
        (isDirectory || !onlyFolders) &&
        !indexed.test(name),
    )
    .filter(({ name }) => name.startsWith(typed) && !/[\s,]/.test(name))
    .sort((a, b) => rank(b, wanted) - rank(a, wanted) || (a.name < b.name ? -1 : 1))
    .slice(0, mostEntries)
    .map(({ name, isDirectory }, index) => ({
      label: isDirectory ? `${name}/` : name,
      kind: isDirectory ? CompletionItemKind.Folder : CompletionItemKind.File,
      sortText: sortText(index),
      filterText: `${scheme}${folder}${name}`,
      textEditText: `${scheme}${folder}${name}${isDirectory ? '/' : ''}`,
      ...letsEncryptPage(name),
    }));
}

function rank({ name, isDirectory }: DirectoryEntry, wanted: RegExp | undefined): number {
  if (wanted === undefined) return isDirectory ? 1 : 0;
  if (wanted.test(name)) return name.startsWith('fullchain') ? 3 : 2;
  return isDirectory ? 1 : 0;
}

function letsEncryptPage(name: string): Pick<CompletionItem, 'data'> {
  return /^(?:privkey|cert|chain|fullchain)\.pem$/.test(name)
    ? { data: { page: `term/letsencrypt/${name}` } }
    : {};
}
