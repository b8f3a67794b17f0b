import type { Catalogue } from './catalogue/catalogue';
import { parseRelease, type Release } from './catalogue/release';
import { Configuration } from './config/configuration';
import type { HostFacts } from './config/host-facts';
import type { Settings } from './config/settings';
import { wantedPaths, type Wanted } from './config/wanted-paths';
import type { FileFact, PemSummary, World } from './config/world';
import type { Host } from './host/host';
import { folderOf } from './text/path-parts';
import { rooted } from './text/rooted';

/** What was found on the machine for one instance: a world without what settings decide. */
export type Surroundings = Omit<World, 'release' | 'releaseSource'> & {
  /** The release of the Postfix that reads the file; undefined where none could be asked. */
  readonly installed: Release | undefined;
};

export const nothingKnown: Surroundings = {
  installed: undefined,
  now: undefined,
  host: undefined,
  directory: undefined,
  isInstalled: false,
  files: new Map(),
  tableTypes: undefined,
};

/** A world of a given release and nothing else: no clock, no files, no host. */
export function emptyWorld(release: Release): World {
  const { installed: _, ...known } = nothingKnown;
  return { ...known, release, releaseSource: 'setting' };
}

/** The release is what settings say, else the installed one, else the latest stable. */
export function decideWorld(surroundings: Surroundings, settings: Settings, catalogue: Catalogue): World {
  const { installed, ...known } = surroundings;
  // `auto` is no release.
  const chosen = parseRelease(settings.postfixVersion);
  if (chosen !== undefined) return { ...known, release: chosen, releaseSource: 'setting' };
  if (installed !== undefined) return { ...known, release: installed, releaseSource: 'installed' };
  return { ...known, release: catalogue.latestStable, releaseSource: 'assumed' };
}

export interface GatherOptions {
  readonly host: Host;
  /** The URI of the main.cf. */
  readonly uri: string;
  readonly config: Configuration;
  /** Path of postconf, empty for the system's own; undefined where no program may be run. */
  readonly postconf: string | undefined;
  /** What was found the last time: files that have not changed are not taken apart again. */
  readonly before: Surroundings;
}

/** Looks at what a main.cf speaks of. Where the file is not one that a Postfix on this machine reads, nothing counts. */
export async function gatherSurroundings(options: GatherOptions): Promise<Surroundings> {
  const { host, uri, config, before } = options;
  const directory = directoryOf(uri);
  if (directory === undefined) return nothingKnown;
  const answers = options.postconf === undefined ? noAnswers : await askPostconf(host, options.postconf);
  const isInstalled = await isConfigurationDirectory(host, directory, answers);
  if (!isInstalled) return nothingKnown;
  const { release } = answers;
  const facts =
    release === undefined
      ? undefined
      : await host.hostFacts?.(release, config.catalogue.data.branches, options.postconf ?? '');
  // Paths can begin with what only the machine knows, such as config_directory.
  const { tree, master, catalogue } = config;
  const known =
    facts === undefined
      ? config
      : new Configuration({ tree, master, catalogue, release: release ?? config.release, host: facts });
  const files = await gatherFiles(host, wantedPaths(known), before.files);
  const found: Surroundings = {
    installed: release,
    now: host.now(),
    host: facts,
    directory,
    isInstalled,
    files,
    tableTypes: answers.tableTypes,
  };
  return sameSurroundings(before, found) ? before : found;
}

/** The folder of a `file:` URI as a POSIX path; undefined for what is not on this machine. */
function directoryOf(uri: string): string | undefined {
  if (!uri.startsWith('file:///')) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(uri.slice('file://'.length));
  } catch {
    return undefined;
  }
  // A drive letter: Postfix does not run there.
  if (/^\/[a-z]:/i.test(path)) return undefined;
  return folderOf(path) || '/';
}

function uriOf(path: string): string {
  return `file://${rooted(path).split('/').map(encodeURIComponent).join('/')}`;
}

interface Answers {
  readonly release: Release | undefined;
  readonly directories: readonly string[];
  readonly tableTypes: ReadonlySet<string> | undefined;
}

const noAnswers: Answers = { release: undefined, directories: [], tableTypes: undefined };
const directoryNames = ['config_directory', 'alternate_config_directories', 'multi_instance_directories'];

/** What the installed Postfix says of itself. It only prints; nothing is changed. */
async function askPostconf(host: Host, program: string): Promise<Answers> {
  const ask = (...args: string[]): Promise<string | undefined> =>
    host.postconf?.({ program, arguments: args }) ?? Promise.resolve(undefined);
  const version = await ask('-d', '-h', 'mail_version');
  if (version === undefined) return noAnswers;
  const [directories, types] = await Promise.all([ask('-x', '-h', ...directoryNames), ask('-m')]);
  const words = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter(Boolean);
  return {
    release: parseRelease(version),
    directories: words(directories),
    tableTypes: types === undefined ? undefined : new Set(words(types)),
  };
}

/** Where packages and ports put the files of the default instance. */
const usualDirectories: ReadonlySet<string> = new Set([
  '/etc/postfix',
  '/usr/local/etc/postfix',
  '/usr/pkg/etc/postfix',
  '/opt/local/etc/postfix',
  '/opt/homebrew/etc/postfix',
  '/private/etc/postfix',
]);
/** What `postfix post-install` puts beside main.cf. A copy of somebody's configuration in a repository has none of them. */
const installedFiles = ['postfix-files', 'main.cf.proto', 'dynamicmaps.cf'];

async function isConfigurationDirectory(host: Host, directory: string, answers: Answers): Promise<boolean> {
  if (usualDirectories.has(directory) || answers.directories.includes(directory)) return true;
  if (!directory.endsWith('/postfix')) return false;
  const isFile = async (name: string): Promise<boolean> =>
    (await host.stat(uriOf(`${directory}/${name}`))).kind === 'file';
  if (!(await isFile('main.cf')) || !(await isFile('master.cf'))) return false;
  for (const name of installedFiles) if (await isFile(name)) return true;
  return false;
}

/** Largest file that is read for what it holds, in bytes. */
const readLimit = 1_000_000;
/** More paths than this no configuration names. */
const pathLimit = 500;

/** The text that a summary was made from, so that a bundle of authorities is taken apart once only. Never a key's. */
const texts = new WeakMap<PemSummary, string>();

async function gatherFiles(
  host: Host,
  wanted: ReadonlyMap<string, Wanted>,
  before: ReadonlyMap<string, FileFact>,
): Promise<ReadonlyMap<string, FileFact>> {
  const files = new Map<string, FileFact>();
  for (const [path, what] of [...wanted].slice(0, pathLimit)) {
    files.set(path, await gatherFile(host, path, what, before.get(path)));
  }
  return files;
}

async function gatherFile(
  host: Host,
  path: string,
  what: Wanted,
  before: FileFact | undefined,
): Promise<FileFact> {
  const { kind, mode } = await host.stat(uriOf(path));
  if (kind === 'missing' || kind === 'unknown') return { kind };
  const pem = kind === 'file' && what === 'pem' ? await readPem(host, path, before) : undefined;
  return { kind, mode, pem };
}

async function readPem(
  host: Host,
  path: string,
  before: FileFact | undefined,
): Promise<PemSummary | undefined> {
  if (host.inspectPem === undefined) return undefined;
  const bytes = await host.readFile(uriOf(path), readLimit);
  if (bytes === undefined) return undefined;
  const text = latin1(bytes);
  const known = before !== undefined && 'pem' in before ? before.pem : undefined;
  if (known !== undefined && texts.get(known) === text) return known;
  const pem = await host.inspectPem(text);
  if (pem.blocks.every(block => block.kind !== 'private-key')) texts.set(pem, text);
  return pem;
}

/** PEM is ASCII; comments between the blocks may be anything. In pieces, because a call takes only so many arguments. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

const hour = 3_600_000;

/** Whether nothing changed that a finding could depend on; the clock counts in hours. */
function sameSurroundings(a: Surroundings, b: Surroundings): boolean {
  return (
    a.isInstalled === b.isInstalled &&
    a.directory === b.directory &&
    Math.abs((a.now ?? 0) - (b.now ?? 0)) < hour &&
    textOf(a) === textOf(b)
  );
}

function textOf({ installed, tableTypes, files, host }: Surroundings): string {
  return JSON.stringify([
    installed,
    [...(tableTypes ?? [])],
    [...files],
    host === undefined ? null : textOfHost(host),
  ]);
}

function textOfHost({ hostName, interfaces, hosts, built }: HostFacts): unknown {
  return [hostName, interfaces, [...(hosts ?? [])], [...built]];
}
