import type { Connection } from 'vscode-languageserver';
import type { DirectoryEntry, Host, Stat } from '../host/host';

/**
 * A host that asks the editor for files: in the browser, and for virtual workspaces, whose files no process can open. Only our own
 * client answers these requests (client/src/files.ts); with any other, everything is unknown.
 */
export function clientHost(connection: Connection): Host {
  const ask = async <R>(method: string, params: object, otherwise: R): Promise<R> => {
    try {
      return (await connection.sendRequest<R | null>(method, params)) ?? otherwise;
    } catch {
      return otherwise;
    }
  };
  return {
    now: () => Date.now(),
    stat: uri => ask<Stat>('postfixMainCf/stat', { uri }, { kind: 'unknown' }),
    async readFile(uri, limit) {
      const { content } = await ask<{ content: string | null }>(
        'postfixMainCf/readFile',
        { uri, limit },
        { content: null },
      );
      return content === null
        ? undefined
        : Uint8Array.from(atob(content), character => character.charCodeAt(0));
    },
    async readDirectory(uri): Promise<readonly DirectoryEntry[]> {
      const { entries } = await ask<{ entries: readonly DirectoryEntry[] }>(
        'postfixMainCf/readDirectory',
        { uri },
        { entries: [] },
      );
      return entries;
    },
  };
}

/** `local` for the scheme `file:`, the editor for every other. */
export function hostByScheme(local: Host, remote: Host): Host {
  const of = (uri: string): Host => (uri.startsWith('file:') ? local : remote);
  return {
    ...local,
    stat: uri => of(uri).stat(uri),
    readFile: (uri, limit) => of(uri).readFile(uri, limit),
    readDirectory: uri => of(uri).readDirectory(uri),
  };
}
