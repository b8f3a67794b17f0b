import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** A page of server/data: front matter and prose. */
export interface Page {
  /** `parameter/NAME`, `family/SUFFIX`, `term/FOLDER/NAME`. */
  readonly key: string;
  readonly name: string;
  /** The folder it is in: the theme of a parameter, the set of a term. */
  readonly folder: string;
  /** Below server/data, with `/`. */
  readonly file: string;
  readonly matter: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface Data {
  readonly parameters: readonly Page[];
  readonly families: readonly Page[];
  readonly terms: readonly Page[];
  /** Rows of the tab-separated tables, without comments. */
  readonly restrictions: readonly (readonly string[])[];
  readonly tableTypes: readonly (readonly string[])[];
  readonly usage: ReadonlyMap<string, number>;
  readonly branches: readonly {
    readonly name: string;
    readonly newest: string;
    readonly changes: readonly DefaultChange[];
  }[];
  readonly patches: readonly { readonly at: string; readonly name: string; readonly before: string | null }[];
  readonly prose: ReadonlyMap<string, string>;
}

/** What a branch says of a parameter where it differs from the branch before; `null`: gone. */
export interface DefaultChange {
  readonly name: string;
  readonly value: string | null;
}

/** Reads everything under server/data. Throws with the file's name where a front matter is not YAML. */
export async function readData(folder: string): Promise<Data> {
  const parameters = await readPages(path.join(folder, 'parameters'), 'parameter', (_, name) => name);
  const families = await readPages(path.join(folder, 'families'), 'family', (_, name) => name);
  const terms = await readPages(path.join(folder, 'terms'), 'term', (set, name) => `${set}/${name}`);
  const usage = (await readTable(path.join(folder, 'usage.tsv'))).map(
    ([name = '', files = '0']) => [name, Number(files)] as const,
  );
  const prose = [...parameters, ...families, ...terms].map(page => [page.key, unwrap(page.body)] as const);
  return {
    parameters,
    families,
    terms,
    restrictions: await readTable(path.join(folder, 'restrictions.tsv')),
    tableTypes: await readTable(path.join(folder, 'table-types.tsv')),
    usage: new Map(usage),
    branches: await readBranches(path.join(folder, 'releases')),
    patches: (await readTable(path.join(folder, 'releases/patches.tsv'))).map(
      ([at = '', name = '', before = '']) => ({
        at,
        name,
        before: before === '-' ? null : before.replace(/^= ?/, ''),
      }),
    ),
    prose: new Map(prose),
  };
}

async function readPages(
  folder: string,
  prefix: string,
  nameOf: (folder: string, file: string) => string,
): Promise<Page[]> {
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.md')).sort();
  return Promise.all(
    files.map(async relative => {
      const file = path.posix.join(path.basename(folder), ...relative.split(path.sep));
      const set = path.dirname(relative);
      const name = nameOf(set, path.basename(relative, '.md'));
      const text = await readFile(path.join(folder, relative), 'utf8');
      const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
      if (match === null) throw new Error(`${file}: no front matter between lines of ---`);
      const matter = (parse(match[1] as string) ?? {}) as Record<string, unknown>;
      return { key: `${prefix}/${name}`, name, folder: set, file, matter, body: (match[2] as string).trim() };
    }),
  );
}

/** Makes each paragraph one line: some clients show a line break of the source as one. */
function unwrap(markdown: string): string {
  const lines: string[] = [];
  let inFence = false;
  for (const line of markdown.split('\n')) {
    const isFence = line.startsWith('```');
    const last = lines[lines.length - 1];
    const startsBlock = line === '' || isFence || /^(?:[|>#]|[-*+] |\d+\. )/.test(line);
    const continues =
      last !== undefined && last !== '' && !inFence && !startsBlock && !/^(?:```|\|)/.test(last);
    if (continues) lines[lines.length - 1] = `${last} ${line.trim()}`;
    else lines.push(line);
    if (isFence) inFence = !inFence;
  }
  return lines.join('\n');
}

async function readTable(file: string): Promise<string[][]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.filter(line => line !== '' && !line.startsWith('#')).map(line => line.split('\t'));
}

async function readBranches(folder: string): Promise<Data['branches']> {
  const newest = JSON.parse(await readFile(path.join(folder, 'branches.json'), 'utf8')) as Record<
    string,
    string
  >;
  return Promise.all(
    Object.entries(newest).map(async ([name, release]) => {
      const lines = (await readFile(path.join(folder, `${name}.defaults`), 'utf8')).split('\n');
      return { name, newest: release, changes: lines.flatMap(readChange) };
    }),
  );
}

function readChange(line: string): DefaultChange[] {
  if (line === '' || line.startsWith('#')) return [];
  if (line.startsWith('- ')) return [{ name: line.slice(2), value: null }];
  const equals = line.indexOf(' =');
  return [{ name: line.slice(0, equals), value: line.slice(equals + 2).trimStart() }];
}
