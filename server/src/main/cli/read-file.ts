import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileOf, siblingOf } from '../../config/nature';
import { CannotDo } from './failure';

/** A configuration file as it was read. */
export interface ConfigurationFile {
  /** As the user named it, for messages: `-`, `main.cf`, `/etc/postfix/main.cf`. */
  readonly name: string;
  /** Absolute; undefined for standard input. */
  readonly path: string | undefined;
  readonly text: string;
  /** `latin1`: the bytes are not UTF-8, so each of them is a character. */
  readonly encoding: 'utf8' | 'latin1';
}

/** Larger files are not read, in bytes. */
const limit = 5_000_000;

/**
 * Reads a main.cf or master.cf; a folder stands for the main.cf in it, `-` for standard input.
 * @throws CannotDo where there is none, or none that is text.
 */
export async function readConfigurationFile(name: string): Promise<ConfigurationFile> {
  if (name === '-') return decode(name, undefined, await readStandardInput());
  const found = await stat(name).catch((error: unknown) => {
    throw new CannotDo(`${name}: ${reasonOf(error)}`);
  });
  if (found.isDirectory()) {
    const inside = path.join(name, 'main.cf');
    const isFile = await stat(inside).then(
      entry => entry.isFile(),
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw new CannotDo(`${inside}: ${reasonOf(error)}`);
      },
    );
    if (!isFile) throw new CannotDo(`${name}: a folder without a main.cf`);
    return readConfigurationFile(inside);
  }
  const isReadable = found.isFile() || found.isFIFO() || name === '/dev/null' || name === '/dev/stdin';
  if (!isReadable) throw new CannotDo(`${name}: neither a file nor a folder`);
  if (found.size > limit) throw tooLarge(name, found.size);
  const bytes = await readFile(name).catch((error: unknown) => {
    throw new CannotDo(`${name}: ${reasonOf(error)}`);
  });
  return decode(name, path.resolve(name), bytes);
}

/** The file that Postfix reads together with one. Undefined where none is, and where it cannot be read, which is told. */
export async function readSibling(
  file: ConfigurationFile,
  onFailure: (message: string) => void,
): Promise<ConfigurationFile | undefined> {
  const sibling = file.path === undefined ? undefined : siblingOf(path.basename(file.path));
  if (sibling === undefined) return undefined;
  const name = path.join(path.dirname(file.name), sibling);
  try {
    if (!(await stat(name)).isFile()) return undefined;
    return await readConfigurationFile(name);
  } catch (error) {
    if (error instanceof CannotDo) onFailure(`${error.message}; it is left out`);
    else if (!isMissing(error)) onFailure(`${name}: ${reasonOf(error)}; it is left out`);
    return undefined;
  }
}

/** Which of the two files it is; standard input is a main.cf. */
export function kindOf(file: ConfigurationFile): 'main' | 'master' {
  return file.path === undefined ? 'main' : fileOf(path.basename(file.path), '');
}

/** The bytes of a text in the encoding of the file it came from. */
export function encode(text: string, encoding: ConfigurationFile['encoding']): Buffer {
  return Buffer.from(text, encoding);
}

function decode(name: string, absolute: string | undefined, bytes: Buffer): ConfigurationFile {
  if (bytes.length > limit) throw tooLarge(name, bytes.length);
  if (/^(\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2))) {
    throw new CannotDo(`${name}: UTF-16 text, which Postfix cannot read; save it as UTF-8`);
  }
  if (isBinary(bytes)) throw new CannotDo(`${name}: a binary file, not a main.cf`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { name, path: absolute, text, encoding: 'utf8' };
  } catch {
    return { name, path: absolute, text: bytes.toString('latin1'), encoding: 'latin1' };
  }
}

/** A stray control character or NUL is a mistake in a text; many of them are no text. */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 65_536);
  let strange = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) strange++;
  return strange > Math.max(8, head.length / 200);
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw tooLarge('-', size);
  }
  return Buffer.concat(chunks);
}

function tooLarge(name: string, size: number): CannotDo {
  const megabytes = (size / 1_000_000).toFixed(1);
  return new CannotDo(`${name}: ${megabytes} MB are too much for a main.cf; files above 5 MB are not read`);
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'ENOTDIR':
      return 'no such file: a part of the path is no folder';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
