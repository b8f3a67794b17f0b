import type { Release } from '../catalogue/release';
import type { HostFacts } from './host-facts';

/** What is known beside the text of the two files: an immutable snapshot. Rules are pure functions of it. */
export interface World {
  readonly release: Release;
  readonly releaseSource: 'setting' | 'installed' | 'assumed';
  /** The clock when the snapshot was taken, in milliseconds since 1970; undefined where time must not matter. */
  readonly now: number | undefined;
  readonly host: HostFacts | undefined;
  /** The folder of the file, if it is a real one: `/etc/postfix`. */
  readonly directory: string | undefined;
  /** Whether the file lies where its Postfix reads it, so that paths in it can be judged. */
  readonly isInstalled: boolean;
  readonly files: ReadonlyMap<string, FileFact>;
  /** Lookup table types of the installed Postfix (`postconf -m`); undefined while unknown. */
  readonly tableTypes: ReadonlySet<string> | undefined;
}

/** What was found at a path. `unknown`: not looked at, or no permission to look. */
export type FileFact = { readonly kind: 'unknown' } | { readonly kind: 'missing' } | FoundFile;

export interface FoundFile {
  readonly kind: 'file' | 'directory';
  /** POSIX permission bits, where the platform has them. */
  readonly mode: number | undefined;
  /** What a PEM file holds; undefined where it was not read. */
  readonly pem: PemSummary | undefined;
}

/** What a PEM file holds, in the order of the file. Keys are never read beyond their public half. */
export interface PemSummary {
  readonly blocks: readonly PemBlock[];
}

export type PemBlock =
  | { readonly kind: 'certificate'; readonly certificate: CertificateFacts }
  /** `publicKeyId` is equal for a key and the certificates made for it. */
  | { readonly kind: 'private-key'; readonly encrypted: boolean; readonly publicKeyId: string | undefined }
  | { readonly kind: 'dh-parameters'; readonly bits: number | undefined }
  | { readonly kind: 'other'; readonly label: string };

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly selfSigned: boolean;
  readonly isAuthority: boolean;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly names: readonly string[];
  readonly publicKeyId: string | undefined;
  readonly keyType: string;
  readonly keyBits: number | undefined;
  readonly signatureDigest: string | undefined;
  /** Where its issuer's certificate can be had (AIA): certificates of public authorities have it, private ones seldom. */
  readonly issuerAddress?: string;
}

export const unknownFile: FileFact = { kind: 'unknown' };

/** What is known of a path; `unknown` unless the host was asked and could answer. */
export function fileAt(world: World, path: string): FileFact {
  return world.files.get(path) ?? unknownFile;
}
