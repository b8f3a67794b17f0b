// What client and server say to each other beyond the Language Server Protocol.
import type { Position, TextDocumentIdentifier, WorkspaceEdit } from 'vscode-languageclient';
import type { Overview } from './overview/model';

/** Server → client: what the file is read as. The first time at once, then a moment after the last change, and only where it differs. */
export const statusNotification = 'postfixMainCf/status';
export interface Status {
  readonly uri: string;
  /** A Postfix release such as "3.11", and where that is known from. */
  readonly release: string;
  readonly source: 'setting' | 'installed' | 'assumed';
  readonly profile: string;
  /** What the machine does with mail, in words; empty where that is not known. */
  readonly role: string;
  /** What the user has to know about this file, e.g. that it is too large for more than highlighting. */
  readonly note?: string;
}

/** Client → server: the person has come to trust the workspace, so that programs may be run. */
export const trustedNotification = 'postfixMainCf/trusted';

export interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
}

/** Client → server: the page of the thing at a position. */
export const explainRequest = 'postfixMainCf/explain';
export interface ExplainParams extends DocumentParams {
  readonly position: Position;
}
export interface Explanation {
  readonly markdown: string;
  readonly title: string;
}

/** Client → server: the configuration as Postfix reads it. */
export const effectiveRequest = 'postfixMainCf/effective';
export type EffectiveMode = 'set' | 'expanded' | 'defaults-diff';
export interface EffectiveParams extends DocumentParams {
  readonly mode: EffectiveMode;
}
/** Null where the server knows no such document. */
export type EffectiveResult = { readonly text: string; readonly languageId: string } | null;

/** Client → server: how mail travels with this file. */
export const overviewRequest = 'postfixMainCf/tlsOverview';
export type OverviewResult = Overview | null;

/** Client → server: the edit that brings the TLS settings of one side or both to the profile's defaults. */
export const safeDefaultsRequest = 'postfixMainCf/safeDefaults';
export type Side = 'incoming' | 'outgoing' | 'both';
export interface SafeDefaultsParams extends DocumentParams {
  readonly side: Side;
}
export type SafeDefaultsResult = WorkspaceEdit | null;

/** Client → server: what the settings postfixVersion and profile may be. */
export const releasesRequest = 'postfixMainCf/releases';
export const profilesRequest = 'postfixMainCf/profiles';
export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description: string;
}

/** Server → client: files that only the editor can reach (virtual workspaces, the browser). */
export const readFileRequest = 'postfixMainCf/readFile';
export const statRequest = 'postfixMainCf/stat';
export const readDirectoryRequest = 'postfixMainCf/readDirectory';
export interface FileParams {
  readonly uri: string;
}
export interface ReadFileParams extends FileParams {
  /** Files of more bytes than this are not read. */
  readonly limit?: number;
}
export interface FileContent {
  /** base64; null where it cannot be read. */
  readonly content: string | null;
}
export interface FileStat {
  /** "unknown" also where reading is not permitted. */
  readonly kind: 'file' | 'directory' | 'missing' | 'unknown';
  /** In bytes. */
  readonly size?: number;
}
export interface DirectoryContent {
  /** Empty where the folder cannot be read. */
  readonly entries: readonly { readonly name: string; readonly isDirectory: boolean }[];
}

/** Server → client: the text of the catalogue's prose, which a worker cannot read from disk; null where it cannot be read. */
export const proseRequest = 'postfixMainCf/prose';

/** The command (internal, by its underscore) behind the code action "Set severity of …"; its arguments are the rule's id and the file's URI. */
export const setSeverityCommand = '_postfixMainCf.setRuleSeverity';
