import type { Connection } from 'vscode-languageserver';
import type { RequestsToClient } from '../../../protocol/messages';
import type { Host } from '../host/host';

/**
 * A host that asks the editor for files: in the browser, and for virtual workspaces, whose files no process can open. Only our own
 * client answers these requests (client/src/files.ts); with any other, everything is unknown.
 */
export function clientHost(connection: Connection): Host {
  const ask = async <M extends keyof RequestsToClient>(
    method: M,
    params: RequestsToClient[M]['params'],
  ): Promise<RequestsToClient[M]['result'] | null> => {
    try {
      return await connection.sendRequest<RequestsToClient[M]['result'] | null>(method, params);
    } catch {
      return null;
    }
  };
  return {
    now: () => Date.now(),
    stat: async uri => (await ask('postfixMainCf/stat', { uri })) ?? { kind: 'unknown' },
    async readFile(uri, limit) {
      const content = (await ask('postfixMainCf/readFile', { uri, limit }))?.content;
      return typeof content === 'string'
        ? Uint8Array.from(atob(content), character => character.charCodeAt(0))
        : undefined;
    },
    readDirectory: async uri => (await ask('postfixMainCf/readDirectory', { uri }))?.entries ?? [],
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
