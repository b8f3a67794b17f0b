import type { Branch } from '../catalogue/catalogue';
import type { Release } from '../catalogue/release';
import type { HostFacts } from '../config/host-facts';
import type { PemSummary } from '../config/world';

/** The few things that touch the world. Everything else is computed from what these say. */
export interface Host {
  /** What is at a URI. `unknown` also where reading is not permitted: that is never "missing". */
  stat(uri: string): Promise<Stat>;
  /** The bytes of a file of at most `limit` bytes; undefined where it cannot be read or is larger. */
  readFile(uri: string, limit: number): Promise<Uint8Array | undefined>;
  /** Names in a folder; empty where it cannot be read. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[]>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Summarises PEM text; undefined where the host has no X.509 code. */
  readonly inspectPem?: (pem: string) => Promise<PemSummary>;
  /** Asks an installed Postfix. Undefined on hosts that start no programs. */
  readonly postconf?: (request: PostconfRequest) => Promise<string | undefined>;
  /** What a Postfix of that release takes from this machine. Asks the postconf at a path, empty for the system's own. */
  readonly hostFacts?: (
    release: Release,
    branches: readonly Branch[],
    postconf: string,
  ) => Promise<HostFacts>;
}

export interface Stat {
  readonly kind: 'file' | 'directory' | 'missing' | 'unknown';
  /** POSIX permission bits, where there are any. */
  readonly mode?: number;
  /** In bytes. */
  readonly size?: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

export interface PostconfRequest {
  /** Path of the program; empty: `postconf` where the system has it. */
  readonly program: string;
  readonly arguments: readonly string[];
}
