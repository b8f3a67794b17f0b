// Reads for the server what only the editor can reach: virtual workspaces, the browser, the extension's own files.
import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { RequestsToClient } from '../../protocol/messages';
import { answer } from './messages';

type Asked<M extends keyof RequestsToClient> = RequestsToClient[M]['params'];
type Answer<M extends keyof RequestsToClient> = Promise<RequestsToClient[M]['result']>;

/** Answers the server's requests for files. `prose` is where the built catalogue keeps its texts. */
export function serveFiles(client: BaseLanguageClient, prose: Uri): void {
  answer(client, 'postfixMainCf/readFile', readFile);
  answer(client, 'postfixMainCf/stat', stat);
  answer(client, 'postfixMainCf/readDirectory', readDirectory);
  answer(client, 'postfixMainCf/prose', async () => readText(prose));
}

async function readFile({ uri, limit }: Asked<'postfixMainCf/readFile'>): Answer<'postfixMainCf/readFile'> {
  try {
    const file = Uri.parse(uri);
    if ((await workspace.fs.stat(file)).size > limit) return { content: null };
    return { content: base64(await workspace.fs.readFile(file)) };
  } catch {
    return { content: null };
  }
}

async function stat({ uri }: Asked<'postfixMainCf/stat'>): Answer<'postfixMainCf/stat'> {
  try {
    const { type, size } = await workspace.fs.stat(Uri.parse(uri));
    if (type & FileType.Directory) return { kind: 'directory' };
    return type & FileType.File ? { kind: 'file', size } : { kind: 'unknown' };
  } catch (error) {
    return { kind: reason(error) === 'missing' ? 'missing' : 'unknown' };
  }
}

async function readDirectory({
  uri,
}: Asked<'postfixMainCf/readDirectory'>): Answer<'postfixMainCf/readDirectory'> {
  try {
    const entries = await workspace.fs.readDirectory(Uri.parse(uri));
    return {
      entries: entries.map(([name, type]) => ({ name, isDirectory: (type & FileType.Directory) !== 0 })),
    };
  } catch {
    return { entries: [] };
  }
}

async function readText(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

function reason(error: unknown): 'missing' | 'denied' | 'unknown' {
  const code = error instanceof FileSystemError ? error.code : '';
  if (code === 'FileNotFound' || code === 'FileNotADirectory') return 'missing';
  return code === 'NoPermissions' ? 'denied' : 'unknown';
}

/** In pieces, because a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x8000) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  }
  return btoa(pieces.join(''));
}
