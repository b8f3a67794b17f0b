// What client and server say to each other beyond the Language Server Protocol. Types only: nothing of this is left when the code is built.
import type { Position, TextDocumentIdentifier, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Overview } from './overview';

/** What the client says of itself in `initialize`. Every editor may say some of it. */
export interface InitializationOptions {
  /** Whether programs may be run. */
  readonly trusted?: boolean;
  /** Whether no folder can set `postconfPath` in the settings, as VS Code has it for settings of the scope `machine`. */
  readonly hasMachineSettings?: boolean;
  /** The postconf to ask, where settings do not say it. */
  readonly postconfPath?: string;
  /** The command behind the code action "Set severity of …"; its arguments are the rule's id and the file's URI. */
  readonly setSeverityCommand?: string;
  /** The command that lists what can be typed. */
  readonly suggestCommand?: string;
  /** Whether the client knows the notification of a document's status. */
  readonly status?: boolean;
}

/** Client → server. */
export interface NotificationsToServer {
  /** Whether the person trusts the workspace, so that programs may be run. */
  readonly 'postfixMainCf/trusted': { readonly trusted: boolean };
}

/** Server → client. */
export interface NotificationsToClient {
  /** What a file is read as. The first time at once, then a moment after the last change, and only where it differs. */
  readonly 'postfixMainCf/status': Status;
}

/** Client → server, by method: what is asked, and what is answered. Null where the server knows no such document. */
export interface RequestsToServer {
  /** The page of the thing at a position; null also where there is nothing to explain. */
  readonly 'postfixMainCf/explain': Request<
    DocumentParams & { readonly position: Position },
    Explanation | null
  >;
  /** The configuration as Postfix reads it. */
  readonly 'postfixMainCf/effective': Request<
    DocumentParams & { readonly mode: EffectiveMode },
    { readonly text: string; readonly languageId: string } | null
  >;
  /** How mail travels with this file. */
  readonly 'postfixMainCf/tlsOverview': Request<DocumentParams, Overview | null>;
  /** The edit that brings the TLS settings of one side or both to the profile's defaults; null also where there is none to make. */
  readonly 'postfixMainCf/safeDefaults': Request<
    DocumentParams & { readonly side: Side },
    WorkspaceEdit | null
  >;
  /** What the setting `postfixVersion` may be. */
  readonly 'postfixMainCf/releases': Request<NoParams, readonly Choice[]>;
  /** What the setting `profile` may be. */
  readonly 'postfixMainCf/profiles': Request<NoParams, readonly Choice[]>;
}

/** Server → client: files that only the editor can reach (virtual workspaces, the browser). */
export interface RequestsToClient {
  /** In base64; null where it cannot be read, or has more bytes than the limit. */
  readonly 'postfixMainCf/readFile': Request<
    FileParams & { readonly limit: number },
    { readonly content: string | null }
  >;
  readonly 'postfixMainCf/stat': Request<FileParams, FileStat>;
  /** Empty where the folder cannot be read. */
  readonly 'postfixMainCf/readDirectory': Request<
    FileParams,
    { readonly entries: readonly { readonly name: string; readonly isDirectory: boolean }[] }
  >;
  /** The text of the catalogue's prose, which a worker cannot read from disk; null where it cannot be read. */
  readonly 'postfixMainCf/prose': Request<NoParams, string | null>;
}

interface Request<P, R> {
  readonly params: P;
  readonly result: R;
}

type NoParams = Readonly<Record<string, never>>;

interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
}

interface FileParams {
  readonly uri: string;
}

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

export interface Explanation {
  readonly markdown: string;
  readonly title: string;
}

/** What the file sets, the same with every `$name` replaced, or what differs from the release's defaults. */
export type EffectiveMode = 'set' | 'expanded' | 'defaults-diff';

/** Which way mail goes. */
export type Side = 'incoming' | 'outgoing' | 'both';

export interface Choice {
  readonly label: string;
  readonly value: string;
  readonly description: string;
}

export interface FileStat {
  /** "unknown" also where reading is not permitted. */
  readonly kind: 'file' | 'directory' | 'missing' | 'unknown';
  /** In bytes. */
  readonly size?: number;
}
