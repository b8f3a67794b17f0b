import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Kind, PathKind } from '../../catalogue/kind';
import type { TableType } from '../../catalogue/model';
import type { DirectoryEntry } from '../../host/host';
import { rooted } from '../../text/rooted';
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

/** A path as far as it is typed: the table type before it, its folder, and the beginning of a name. */
export interface TypedPath {
  readonly scheme: string;
  readonly folder: string;
  readonly typed: string;
  readonly kind: Kind;
  /** Whether something stands before it in a list. */
  readonly isLater: boolean;
}

/** The path that is typed at a place; undefined where none can stand. */
export function typedPathAt(
  analysis: Analysis,
  { valueKind: kind, slot, prefix, before }: ValuePlace,
): TypedPath | undefined {
  if (!pathKinds.has(kind.type)) return undefined;
  const isLater = before.trim() !== '';
  const match = /^(!?(?:[a-z][a-z0-9]*:)*)(\/(?:.*\/)?)([^/]*)$/.exec(prefix);
  if (match !== null) {
    const [, scheme = '', folder = '/', typed = ''] = match;
    return { scheme, folder, typed, kind, isLater };
  }
  // Tables lie beside main.cf.
  const [, type = '', typed = ''] = /^!?(?:[a-z][a-z0-9]*:)*?([a-z][a-z0-9]*):([^/:]*)$/.exec(prefix) ?? [];
  const source = analysis.config.catalogue.tableType(type)?.source;
  if (source !== undefined && sourcesOnDisk.has(source)) {
    const folder = URI.parse(analysis.uri).path.replace(/[^/]*$/, '');
    if (!isOneWord(folder)) return undefined;
    return { scheme: prefix.slice(0, prefix.length - typed.length), folder, typed, kind, isLater };
  }
  const isPath = slot.kind?.type === 'path' || slot.kind?.type === 'paths';
  return isPath && prefix === '' && !before.endsWith('$')
    ? { scheme: '', folder: '/', typed: '', kind, isLater }
    : undefined;
}

const sourcesOnDisk: ReadonlySet<TableType['source']> = new Set(['indexed', 'file', 'client-configuration']);

/** Files and folders on disk that go on with a typed path. */
export async function pathCompletions(
  analysis: Analysis,
  { scheme, folder, typed, kind, isLater }: TypedPath,
  readDirectory: (uri: string) => Promise<readonly DirectoryEntry[]>,
): Promise<CompletionItem[]> {
  const uri = URI.parse(analysis.uri)
    .with({ path: rooted(folder), query: '', fragment: '' })
    .toString();
  const of = kind.type === 'path' || kind.type === 'paths' ? kind.of : undefined;
  const wanted = of === undefined ? undefined : endings[of];
  // A list of chains begins with a key.
  const isKey = of === 'key' || (kind.type === 'paths' && of === 'certificate' && !isLater);
  const onlyFolders = kind.type === 'path' && /directory/.test(kind.of);
  // What postmap wrote is not what a table is called, and Postfix's own files are no tables.
  const noTable = scheme === '' ? /^$/ : /\.(?:db|lmdb|cdb|dir|pag)$|^(?:main|master|dynamicmaps)\.cf/;
  return (await readDirectory(uri))
    .filter(
      ({ name, isDirectory }) =>
        (typed.startsWith('.') || !name.startsWith('.')) &&
        (isDirectory || !onlyFolders) &&
        !noTable.test(name),
    )
    .filter(({ name }) => name.startsWith(typed) && isOneWord(name))
    .sort((a, b) => rank(b, wanted, isKey) - rank(a, wanted, isKey) || (a.name < b.name ? -1 : 1))
    .slice(0, mostEntries)
    .map(({ name, isDirectory }, index) => ({
      label: isDirectory ? `${name}/` : name,
      kind: isDirectory ? CompletionItemKind.Folder : CompletionItemKind.File,
      // Behind the default and what is usual.
      sortText: sortText(index + 10),
      filterText: `${scheme}${folder}${name}`,
      textEditText: `${scheme}${folder}${name}${isDirectory ? '/' : ''}`,
      ...letsEncryptPage(name),
    }));
}

/** Whether Postfix would take a path for one word, as it stands. */
function isOneWord(path: string): boolean {
  return !/[\s,$]/.test(path);
}

/** Of files with the same ending those of certificates and those of keys are told apart by their names. */
function rank({ name, isDirectory }: DirectoryEntry, wanted: RegExp | undefined, isKey: boolean): number {
  if (wanted === undefined || !wanted.test(name)) return isDirectory ? 1 : 0;
  if (/^priv|key\b/i.test(name)) return isKey ? 4 : 1;
  return name.startsWith('fullchain') ? 3 : 2;
}

function letsEncryptPage(name: string): Pick<CompletionItem, 'data'> {
  return /^(?:privkey|cert|chain|fullchain)\.pem$/.test(name)
    ? { data: { page: `term/letsencrypt/${name}` } }
    : {};
}
