import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { DirectoryEntry, Host, Stat } from '../host';

/** The machine this process runs on. Only `file:` URIs; everything else is unknown here. */
export function nodeHost(): Host {
  return {
    now: () => Date.now(),
    async stat(uri): Promise<Stat> {
      const file = pathOf(uri);
      if (file === undefined) return { kind: 'unknown' };
      try {
        const found = await stat(file);
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
        const handle = await open(file, 'r');
        try {
          const { size } = await handle.stat();
          return size > limit ? undefined : await handle.readFile();
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
  };
}

function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? path.normalize(parsed.fsPath) : undefined;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
