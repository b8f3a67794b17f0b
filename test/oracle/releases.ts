/** Real Postfix releases, run side by side without being installed. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder, fetchDocumentation, fetchPostfix, suites, Unreachable } from './archive';
import { runProgram, type ProgramResult } from './run-program';

/** One release, unpacked. */
export interface Release {
  /** Debian's name of the suite it comes from. */
  readonly suite: string;
  /** What the program says of itself, such as `3.7.11`. */
  readonly version: string;
  /** The folder that holds its `usr` and `etc`. */
  readonly root: string;
  /** What to put before a program's path and arguments: the release's own loader with its own libraries. */
  readonly loader: readonly string[];
}

/** What could be had on this machine and what could not. */
export interface Releases {
  readonly found: readonly Release[];
  readonly missing: readonly { suite: string; reason: string }[];
}

/** Fetches what is not in the cache yet, all suites at once; takes milliseconds when everything is there. */
export async function fetchReleases(): Promise<Releases> {
  const found: Release[] = [];
  const missing: { suite: string; reason: string }[] = [];
  await Promise.all(
    suites.map(async alternatives => {
      const cached = alternatives.filter(suite => existsSync(path.join(cacheFolder, suite, 'root')));
      const refused: { suite: string; reason: string }[] = [];
      for (const suite of cached.length > 0 ? cached : alternatives) {
        try {
          found.push(await openRelease(suite, await fetchPostfix(suite)));
          return;
        } catch (error) {
          refused.push({ suite, reason: error instanceof Unreachable ? error.message : String(error) });
        }
      }
      missing.push(...refused);
    }),
  );
  found.sort((a, b) => compareVersions(a.version, b.version));
  return { found, missing };
}

let once: Promise<Releases> | undefined;

/** The same as `fetchReleases`, asked once for all suites of tests in this process. */
export function releases(): Promise<Releases> {
  return (once ??= fetchReleases());
}

/**
 * The folder with the newest manual in reach (`usr/share/doc/postfix/html` below it), or undefined where there is none.
 */
export async function manualFolder(): Promise<string | undefined> {
  try {
    return await fetchDocumentation();
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}

async function openRelease(suite: string, root: string): Promise<Release> {
  const release = { suite, root, version: '', loader: await loaderOf(root) };
  const answer = await runProgram(release.loader[0] ?? '', [
    ...release.loader.slice(1),
    path.join(root, 'usr/sbin/postconf'),
    '-d',
    '-h',
    'mail_version',
  ]);
  const version = answer.stdout.trim();
  if (!/^\d+\.\d+/.test(version)) {
    throw new Unreachable(`postconf does not start: ${answer.stderr.trim().split('\n')[0]}`);
  }
  return { ...release, version };
}

/** The loader is found by its name, which tells the architecture: `ld-linux-x86-64.so.2`, `ld-2.31.so` … */
async function loaderOf(root: string): Promise<string[]> {
  const libraries = path.join(root, 'usr/lib');
  const triplet = (await readdir(libraries)).find(name => /^\w+-linux-gnu\w*$/.test(name));
  if (triplet === undefined) throw new Unreachable('no C library in the unpacked packages');
  const entries = await readdir(path.join(libraries, triplet), { withFileTypes: true });
  const loader = entries.find(entry => entry.isFile() && /^ld-(linux.*\.so\.\d+|\d.*\.so)$/.test(entry.name));
  if (loader === undefined) throw new Unreachable('no loader in the unpacked packages');
  const folder = path.join(libraries, triplet);
  return [
    path.join(folder, loader.name),
    '--library-path',
    `${path.join(root, 'usr/lib/postfix')}:${folder}`,
  ];
}

/** Runs one of a release's own programs, such as `usr/sbin/postconf`. */
export function runReleaseProgram(
  release: Release,
  program: string,
  args: readonly string[],
  options: { input?: string; folder?: string } = {},
): Promise<ProgramResult> {
  const [loader = '', ...rest] = release.loader;
  return runProgram(loader, [...rest, path.join(release.root, program), ...args], {
    ...options,
    environment: oracleEnvironment,
    timeout: 20_000,
  });
}

/** Keeps the order of postconf's warnings stable in releases that walk a table in random order. */
export const oracleEnvironment = { NORANDOMIZE: '1' } as const;

/** `postconf -c folder …` of that release. Mind that main.cf's time must lie two seconds back, or Postfix waits. */
export function postconf(release: Release, args: readonly string[], folder: string): Promise<ProgramResult> {
  return runReleaseProgram(release, 'usr/sbin/postconf', ['-c', folder, ...args]);
}

/** `postmap -c folder …` of that release. */
export function postmap(release: Release, args: readonly string[], folder: string): Promise<ProgramResult> {
  return runReleaseProgram(release, 'usr/sbin/postmap', ['-c', folder, ...args]);
}

/** -1, 0 or 1 for versions such as `3.7.11` and `3.10`. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** `3.7` of `3.7.11`: what behaviour depends on. */
export function branchOf(release: Release): string {
  return release.version.split('.').slice(0, 2).join('.');
}

/** The stock master.cf that came with a release. */
export function stockMaster(release: Release): Promise<string> {
  return readFile(path.join(release.root, 'usr/share/postfix/master.cf.dist'), 'utf8');
}

/** `postconf -d` of a release: the default of each parameter. */
export async function defaultsOf(
  release: Release,
  options: readonly string[] = [],
): Promise<Map<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postfix-oracle-'));
  try {
    await writeFile(path.join(folder, 'main.cf'), '');
    await writeFile(path.join(folder, 'master.cf'), '');
    const { stdout } = await postconf(release, ['-d', ...options], folder);
    const lines = stdout.replaceAll(folder, '/etc/postfix').split('\n').slice(0, -1);
    return new Map(lines.map(line => [line.split(' =', 1)[0] ?? '', line.replace(/^[^ ]+ = ?/, '')]));
  } finally {
    await rm(folder, { recursive: true });
  }
}
