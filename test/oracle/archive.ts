/**
 * Debian's Postfix packages, fetched with the machine's own apt and unpacked without installing them.
 *
 * Nothing here needs root and nothing of the system is touched: apt works on lists and a package status of its
 * own. The archive's address and key are those of the machine's own apt entry for Debian; only the suite's name in it
 * is changed, so that no host name stands in this project.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './run-program';

/** Where everything fetched is kept; ignored by git. */
export const cacheFolder = path.join(process.env.PROJECT_ROOT ?? process.cwd(), '.cache/postfix');

/** Debian's suites from old to new. A row with two names takes the first that can be reached. */
export const suites: readonly (readonly string[])[] = [
  ['bullseye'],
  ['bookworm'],
  ['trixie'],
  ['forky', 'sid'],
];

/** Said where a suite or all of apt is out of reach; the tests then name what they skipped. */
export class Unreachable extends Error {}

const wanted = ['postfix', 'postfix-pcre', 'postfix-lmdb', 'dash', 'coreutils'];
// With an empty package status apt fetches half a system; these are the parts that Postfix's programs load or run.
const unpacked = /^(postfix|lib(?!systemd-shared)|zlib1g|netbase|dash|coreutils|openssl-provider)/;

/**
 * Unpacks a suite's Postfix below `.cache/postfix/<suite>` and returns the new root.
 * @throws Unreachable when apt cannot provide it.
 */
export async function fetchPostfix(suite: string): Promise<string> {
  const root = path.join(cacheFolder, suite, 'root');
  if (existsSync(root)) return root;
  return inScratchFolder(async scratch => {
    const config = await aptConfiguration(scratch, suite);
    await apt(config, ['install', '--download-only', '--no-install-recommends', ...wanted]);
    const archives = path.join(scratch, 'cache/archives');
    await unpackInPlace(archives, unpacked, path.join(scratch, 'root'), root);
    return root;
  });
}

/**
 * Unpacks the manual (package postfix-doc) of the newest suite in reach and returns its folder, which holds
 * `usr/share/doc/postfix`.
 * @throws Unreachable when no suite has it.
 */
export async function fetchDocumentation(): Promise<string> {
  const root = path.join(cacheFolder, 'doc');
  if (existsSync(root)) return root;
  let last: unknown;
  for (const suite of suites.flat().reverse()) {
    try {
      return await inScratchFolder(async scratch => {
        const config = await aptConfiguration(scratch, suite);
        await apt(config, ['download', 'postfix-doc'], scratch);
        await unpackInPlace(scratch, /./, path.join(scratch, 'root'), root);
        return root;
      });
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

async function inScratchFolder<T>(work: (scratch: string) => Promise<T>): Promise<T> {
  await mkdir(cacheFolder, { recursive: true });
  const scratch = await mkdtemp(path.join(cacheFolder, '.fetch-'));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Unpacks those packages in a folder whose names match. A rename is the last step, so that a cache folder is complete or
 * absent even with two fetches at a time.
 */
async function unpackInPlace(folder: string, names: RegExp, scratch: string, to: string): Promise<void> {
  const packages = (await readdir(folder)).filter(name => name.endsWith('.deb') && names.test(name));
  await unpackPackages(
    packages.map(name => path.join(folder, name)),
    scratch,
  );
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await rename(scratch, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Writes a configuration for apt that knows one suite and nothing of this machine's packages; returns its path. */
async function aptConfiguration(scratch: string, suite: string): Promise<string> {
  for (const folder of ['lists/partial', 'cache/archives/partial', 'sources']) {
    await mkdir(path.join(scratch, folder), { recursive: true });
  }
  await writeFile(path.join(scratch, 'status'), '');
  const source = await archiveEntry(suite);
  await writeFile(path.join(scratch, 'sources', `debian.${source.format}`), source.text);
  const config = path.join(scratch, 'apt.conf');
  await writeFile(
    config,
    [
      // A system's own hooks may clear the system's own package cache: they are not for us.
      '#clear APT::Update::Pre-Invoke;',
      '#clear APT::Update::Post-Invoke;',
      '#clear APT::Update::Post-Invoke-Success;',
      '#clear DPkg::Post-Invoke;',
      `Dir::State::Lists "${scratch}/lists";`,
      `Dir::State::status "${scratch}/status";`,
      `Dir::State::extended_states "${scratch}/extended_states";`,
      `Dir::Cache "${scratch}/cache";`,
      `Dir::Log "${scratch}";`,
      'Dir::Etc::SourceList "/dev/null";',
      `Dir::Etc::SourceParts "${scratch}/sources";`,
      'Dir::Etc::Preferences "/dev/null";',
      'Dir::Etc::PreferencesParts "/dev/null";',
      'APT::Sandbox::User "root";',
      'APT::Install-Suggests "false";',
      'Acquire::Languages "none";',
      'Acquire::Retries "2";',
      'Acquire::http::Timeout "20";',
      'Acquire::https::Timeout "20";',
      '',
    ].join('\n'),
  );
  await apt(config, ['update', '-o', 'APT::Update::Error-Mode=any']);
  return config;
}

/** Runs apt-get and turns its failure into the reason for a skip. */
async function apt(config: string, args: readonly string[], folder?: string): Promise<void> {
  const result = await runProgram('apt-get', ['-q', '-y', '-c', config, ...args], {
    timeout: 180_000,
    ...(folder === undefined ? {} : { folder }),
  });
  if (result.status === 0) return;
  const complaint = result.stderr.split('\n').find(line => line.startsWith('E:')) ?? `exit ${result.status}`;
  throw new Unreachable(`apt-get ${args[0]}: ${withoutAddresses(complaint)}`);
}

function withoutAddresses(text: string): string {
  return text.replaceAll(/[a-z+]+:\/\/\S+/g, '(archive)');
}

const debianSuites = new Set([
  'buster',
  ...suites.flat(),
  'oldoldstable',
  'oldstable',
  'stable',
  'testing',
  'unstable',
]);

/** The machine's own entry for Debian's main archive, with another suite. */
async function archiveEntry(suite: string): Promise<{ format: 'sources' | 'list'; text: string }> {
  const format = '$(RELEASE)|$(COMPONENT)|$(ORIGIN)|$(SOURCESENTRY)';
  const targets = await runProgram('apt-get', ['indextargets', '--format', format, 'Identifier: Packages']);
  if (targets.status !== 0) throw new Unreachable('no apt-get on this machine');
  const entries = targets.stdout
    .split('\n')
    .map(line => line.split('|'))
    .filter(([release, component]) => debianSuites.has(release ?? '') && component === 'main')
    // Before the first `apt-get update` the origin is unknown; afterwards it tells Debian from its guests.
    .filter(([, , origin]) => origin === 'Debian' || origin === '$(ORIGIN)');
  const [file, number] = /^(.*):(\d+)$/.exec(entries[0]?.[3] ?? '')?.slice(1) ?? [];
  if (file === undefined) throw new Unreachable("no Debian archive in this machine's apt configuration");
  const text = await readFile(file, 'utf8');
  const entry = file.endsWith('.sources')
    ? stanzaForSuite(text, Number(number), suite)
    : lineForSuite(text, Number(number), suite);
  if (entry === undefined) throw new Unreachable(`cannot read the Debian entry in ${file}`);
  return { format: file.endsWith('.sources') ? 'sources' : 'list', text: `${entry}\n` };
}

/** A deb822 stanza: fields may go on over indented lines (a key can stand in Signed-By itself). */
function stanzaForSuite(text: string, number: number, suite: string): string | undefined {
  const stanza = text
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .join('\n')
    .split(/\n(?:[ \t]*\n)+/)
    .filter(part => part.trim() !== '')[number - 1];
  if (stanza === undefined) return undefined;
  const kept = stanza
    .split(/\n(?![ \t])/)
    .filter(field => !/^(Types|Suites|Components|Targets):/i.test(field));
  return ['Types: deb', `Suites: ${suite}`, 'Components: main', ...kept].join('\n').trimEnd();
}

function lineForSuite(text: string, number: number, suite: string): string | undefined {
  const parts = /^\s*deb\s+(\[[^\]]*\]\s+)?(\S+)\s/.exec(text.split('\n')[number - 1] ?? '');
  return parts ? `deb ${parts[1] ?? ''}${parts[2]} ${suite} main` : undefined;
}

/** Unpacks packages into one root whose /bin, /sbin and /lib are links into /usr, as on an installed system. */
async function unpackPackages(packages: readonly string[], root: string): Promise<void> {
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(path.join(root, 'usr', folder), { recursive: true });
    await symlink(`usr/${folder}`, path.join(root, folder));
  }
  const script =
    'for deb; do dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$0" || exit 1; done';
  const result = await runProgram('sh', ['-c', script, root, ...packages], { timeout: 180_000 });
  if (result.status !== 0) throw new Unreachable(`unpacking failed: ${result.stderr.trim().split('\n')[0]}`);
}
