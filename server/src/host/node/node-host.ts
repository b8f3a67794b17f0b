import { constants, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { DirectoryEntry, Host, PostconfRequest, Stat } from '../host';
import { readHostFacts } from './host-facts';

/** The machine this process runs on. Only `file:` URIs; everything else is unknown here. */
export function nodeHost(): Host {
  return {
    now: () => Date.now(),
    async stat(uri): Promise<Stat> {
      const file = pathOf(uri);
      if (file === undefined) return { kind: 'unknown' };
      try {
        const found = await stat(file);
        // Opening a pipe or a device can block for ever, and what it holds is no configuration.
        if (!found.isFile() && !found.isDirectory()) return { kind: 'unknown' };
        return {
          kind: found.isDirectory() ? 'directory' : 'file',
          mode: found.mode & 0o7777,
          size: found.size,
        };
      } catch (error) {
        // No permission to look is not the same as missing.
        return { kind: isMissing(error) ? 'missing' : 'unknown' };
      }
    },
    async readFile(uri, limit) {
      const file = pathOf(uri);
      if (file === undefined) return undefined;
      try {
        // Opening a pipe would wait for somebody to write to it.
        const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
        try {
          const found = await handle.stat();
          // A device says that it has no length, and never ends.
          return found.isFile() && found.size <= limit ? await handle.readFile() : undefined;
        } finally {
          await handle.close();
        }
      } catch {
        return undefined;
      }
    },
    async readDirectory(uri): Promise<DirectoryEntry[]> {
      const folder = pathOf(uri);
      if (folder === undefined) return [];
      try {
        const entries = await readdir(folder, { withFileTypes: true });
        return entries.map(entry => ({ name: entry.name, isDirectory: entry.isDirectory() }));
      } catch {
        return [];
      }
    },
    // Both load much of node, and most servers need neither.
    inspectPem: async pem => (await import('./inspect-pem')).inspectPem(pem),
    postconf,
    hostFacts(release, branches, program) {
      const asking = { ...this, postconf: (request: PostconfRequest) => postconf({ ...request, program }) };
      return readHostFacts(asking, release, branches);
    },
  };
}

/** Longest time that postconf may take, in milliseconds. It answers in a few. */
const postconfTimeout = 10_000;

/** Asks the installed Postfix. The caller sees to it that programs may be run. Undefined where it cannot answer. */
async function postconf({ program, arguments: args }: PostconfRequest): Promise<string | undefined> {
  const { execFile } = await import('node:child_process');
  // Postfix's programs are administrators' programs: their folders are not on everybody's PATH.
  const searchPath = [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].filter(Boolean).join(path.delimiter);
  return new Promise(resolve => {
    execFile(
      program === '' ? 'postconf' : program,
      [...args],
      {
        cwd: '/',
        env: { PATH: searchPath, LC_ALL: 'C' },
        timeout: postconfTimeout,
        maxBuffer: 1_000_000,
        windowsHide: true,
      },
      (error, stdout) => resolve(error === null ? stdout : undefined),
    );
  });
}

function pathOf(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri);
    return parsed.scheme === 'file' ? path.normalize(parsed.fsPath) : undefined;
  } catch {
    // No address at all.
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
