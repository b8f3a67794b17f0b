import type { DirectoryEntry, Host, Stat } from './host';

/** A host of plain data, for tests and for hosts that cannot look at anything. Keys are URIs. */
export function memoryHost(files: Readonly<Record<string, string>> = {}, now = 0): Host {
  const isFolder = (uri: string): boolean =>
    Object.keys(files).some(file => file.startsWith(`${uri.replace(/\/$/, '')}/`));
  return {
    now: () => now,
    async stat(uri): Promise<Stat> {
      if (files[uri] !== undefined) return { kind: 'file', size: files[uri].length };
      return { kind: isFolder(uri) ? 'directory' : 'missing' };
    },
    async readFile(uri, limit) {
      const text = files[uri];
      if (text === undefined) return undefined;
      const bytes = Uint8Array.from(text, character => character.charCodeAt(0));
      return bytes.length > limit ? undefined : bytes;
    },
    async readDirectory(uri): Promise<DirectoryEntry[]> {
      const prefix = `${uri.replace(/\/$/, '')}/`;
      const names = new Map<string, boolean>();
      for (const file of Object.keys(files)) {
        if (!file.startsWith(prefix)) continue;
        const [name, ...rest] = file.slice(prefix.length).split('/');
        names.set(name as string, rest.length > 0);
      }
      return [...names].map(([name, isDirectory]) => ({ name, isDirectory }));
    },
  };
}
