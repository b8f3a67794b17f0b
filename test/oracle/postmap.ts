/** The checks that Postfix's programs make when they start, shown by postmap, which reads what all programs read. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeDirectory } from './observe';
import { postmap, type Release } from './releases';

/** What stops a program that reads this main.cf; undefined where nothing does. */
export interface ProgramStop {
  /** The parameter, where the message tells. */
  readonly name: string | undefined;
  /** What Postfix says, with DIR for the directory. */
  readonly message: string;
}

/**
 * Starts a program of that release with the given main.cf and returns what stops it.
 * Only the first mistake shows, and only in parameters that every program reads.
 */
export async function postmapCheck(
  release: Release,
  mainCf: string | Buffer,
): Promise<ProgramStop | undefined> {
  const text =
    Buffer.from(mainCf).toString('latin1') + (await standInAccounts(Buffer.from(mainCf).toString('latin1')));
  const { status, stdout, message } = await runPostmap(
    release,
    Buffer.from(text, 'latin1'),
    'x',
    'static:ok',
  );
  if (status === 0 && stdout === 'ok\n') return undefined;
  return { name: parameterIn(message), message };
}

/** What a look-up in a table yields, or why that reference to a table is refused. */
export async function postmapLookup(
  release: Release,
  key: string,
  table: string,
): Promise<{ result: string | undefined; refusal: string | undefined }> {
  const main = Buffer.from(await standInAccounts(''));
  const { status, stdout, message } = await runPostmap(release, main, key, table);
  // Status 1 without a message is a key that was not found.
  return {
    result: status === 0 ? stdout.trimEnd() : undefined,
    refusal: status === 0 || message === '' ? undefined : message,
  };
}

async function runPostmap(
  release: Release,
  main: Buffer,
  key: string,
  table: string,
): Promise<{ status: number; stdout: string; message: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postfix-oracle-'));
  try {
    writeDirectory(folder, { files: { 'main.cf': main } });
    const { status, stdout, stderr } = await postmap(release, ['-q', key, table], folder);
    const lines = stderr.replaceAll(folder, 'DIR').split('\n');
    const fatal = lines
      .map(line => /^[^:]*: (?:fatal|panic): (.*)$/.exec(line)?.[1])
      .find(text => text !== undefined);
    return { status, stdout, message: fatal ?? (status === 0 ? '' : stderr.trim()) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Postfix wants its own user and group to exist. Where this machine has none, entries that name other accounts go to
 * the end of the file, unless the file itself chose accounts.
 */
async function standInAccounts(main: string): Promise<string> {
  const lines: string[] = main === '' || main.endsWith('\n') ? [] : [''];
  const accounts = [
    ['mail_owner', 'postfix', '/etc/passwd', 'daemon'],
    ['setgid_group', 'postdrop', '/etc/group', 'mail'],
  ] as const;
  for (const [name, usual, file, standIn] of accounts) {
    const chosen =
      [...main.matchAll(new RegExp(`^${name}[ \\t]*=[ \\t]*(.*?)\\s*$`, 'gm'))].at(-1)?.[1] ?? usual;
    const exists = (await readFile(file, 'latin1')).includes(`\n${usual}:`);
    if (chosen === usual && !exists) lines.push(`${name} = ${standIn}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** How messages name the parameter that they are about. */
const namePatterns = [
  /^bad (?:boolean|numerical) configuration: (\S+) =/,
  /^bad string length \d+ [<>] \d+: (\S+) =/,
  /^invalid (\S+) parameter value /,
  /^invalid (\S+): .* \((?:min|max) /,
  /^(?:file DIR\/main\.cf: )?parameter (\S+): /,
  /^config variable (\S+): /,
  /^unknown (\S+) value "/,
  /^(myorigin) parameter setting must not contain multiple values/,
  /^myhostname and (relayhost) parameter settings must not be identical/,
];

function parameterIn(message: string): string | undefined {
  if (message.startsWith('unknown mynetworks mask style value')) return 'mynetworks_style';
  if (message.startsWith('malformed compatibility level syntax')) return 'compatibility_level';
  return namePatterns.map(pattern => pattern.exec(message)?.[1]).find(name => name !== undefined);
}
