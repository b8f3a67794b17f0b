import {
  DidChangeWatchedFilesNotification,
  type ClientCapabilities,
  type Connection,
  type DidChangeWatchedFilesRegistrationOptions,
  type Disposable,
} from 'vscode-languageserver';
import { folderOf } from '../text/path-parts';
import { siblingUriOf } from './documents';

/** The two files, and what templates of them are called. */
const pattern = '{main,master}.cf*';

/** Has the editor tell when one of the two files changes on disk: in the workspace, and in the folders of open files. */
export class Watcher {
  readonly #folders = new Map<string, Promise<Disposable>>();
  readonly #isPossible: boolean;
  readonly #perFolder: boolean;

  constructor(
    readonly connection: Connection,
    { workspace }: ClientCapabilities,
  ) {
    this.#isPossible = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.#perFolder = workspace?.didChangeWatchedFiles?.relativePatternSupport === true;
  }

  /** Watches the workspace where the client cannot watch single folders. */
  start(): void {
    if (!this.#isPossible || this.#perFolder) return;
    void this.#register({ watchers: [{ globPattern: `**/${pattern}` }] });
  }

  /** Watches the folder of a file. */
  watch(uri: string): void {
    const baseUri = folderOf(uri);
    // Beside what is not a file of an instance, or not saved yet, nothing changes.
    if (siblingUriOf(uri) === undefined) return;
    if (!this.#isPossible || !this.#perFolder || this.#folders.has(baseUri)) return;
    this.#folders.set(baseUri, this.#register({ watchers: [{ globPattern: { baseUri, pattern } }] }));
  }

  /** Ends that, unless another of the open files lies there. */
  forget(uri: string, open: readonly { readonly uri: string }[]): void {
    const folder = folderOf(uri);
    const registered = this.#folders.get(folder);
    if (registered === undefined || open.some(other => folderOf(other.uri) === folder)) return;
    this.#folders.delete(folder);
    void registered.then(registration => registration.dispose());
  }

  async #register(options: DidChangeWatchedFilesRegistrationOptions): Promise<Disposable> {
    try {
      return await this.connection.client.register(DidChangeWatchedFilesNotification.type, options);
    } catch (error) {
      this.connection.console.warn(`files are not watched: ${String(error)}`);
      return { dispose: () => undefined };
    }
  }
}
