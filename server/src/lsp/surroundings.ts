import type { TextDocuments } from 'vscode-languageserver';
import { wantedPaths } from '../config/wanted-paths';
import { gatherSurroundings } from '../world';
import { instanceOf, type Analyses } from './documents';
import type { OpenDocument } from './open-document';

/** Certificates are renewed while the editor is open: how often to look again, in milliseconds. */
const interval = 5 * 60_000;
/** How long a change waits for more typing before its paths are looked at, in milliseconds. */
const patience = 400;

/**
 * Keeps what is known around the open documents up to date: looks when a document is opened or saved, when it begins to
 * name other paths, when settings change, and every few minutes.
 */
export class SurroundingsKeeper {
  /** Whether programs may be run: only where the user trusts the workspace. */
  trusted = false;
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #paths = new Map<string, string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly documents: TextDocuments<OpenDocument>,
    readonly analyses: Analyses,
    /** Told of a document whose surroundings have changed. */
    readonly onChange: (document: OpenDocument) => void,
  ) {}

  /** Looks around all open documents now. */
  async refreshAll(): Promise<void> {
    const instances = new Map(this.documents.all().map(document => [instanceOf(document.uri), document]));
    await Promise.all([...instances.values()].map(document => this.refresh(document)));
  }

  /** Looks around a document now. One look at a time for each instance; a call during one makes it look once more. */
  async refresh(document: OpenDocument): Promise<void> {
    this.#startClock();
    const instance = instanceOf(document.uri);
    const running = this.#running.get(instance);
    if (running !== undefined) {
      this.#again.add(instance);
      return running;
    }
    // Begun a moment later, so that it is known to run before it may end.
    const look = Promise.resolve().then(() => this.#lookUntilDone(instance));
    this.#running.set(instance, look);
    return look;
  }

  /** Looks again, when nobody types any more, if the document names other paths than before. */
  changed(document: OpenDocument): void {
    if (!this.analyses.surroundingsOf(document.uri).isInstalled) return;
    const instance = instanceOf(document.uri);
    clearTimeout(this.#timers.get(instance));
    const look = (): void => {
      if (this.#pathsOf(document) !== this.#paths.get(instance)) void this.refresh(document);
    };
    this.#timers.set(instance, setTimeout(look, patience));
  }

  forget(uri: string): void {
    const instance = instanceOf(uri);
    clearTimeout(this.#timers.get(instance));
    this.#timers.delete(instance);
    this.#paths.delete(instance);
  }

  /** Stops looking, so that the process can end. */
  dispose(): void {
    clearInterval(this.#clock);
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #lookUntilDone(instance: string): Promise<void> {
    try {
      do await this.#look(instance);
      while (this.#again.has(instance));
    } finally {
      // Nothing may come between the last look and this: whoever asks in between would wait for a look that is over.
      this.#running.delete(instance);
    }
  }

  async #look(instance: string): Promise<void> {
    this.#again.delete(instance);
    // Either of the two files will do: the one with which it began may be closed meanwhile.
    const open = (): OpenDocument | undefined =>
      this.documents.all().find(({ uri }) => instanceOf(uri) === instance);
    const document = open();
    if (document === undefined) return;
    const { version } = document;
    const { analyses } = this;
    const surroundings = await gatherSurroundings({
      host: analyses.service.host,
      uri: instance,
      config: analyses.of(document).config,
      postconf: this.trusted ? analyses.settingsOf(instance).postconfPath : undefined,
      before: analyses.surroundingsOf(instance),
    });
    const current = open();
    if (current === undefined) return;
    if (analyses.setSurroundings(instance, surroundings)) this.onChange(current);
    // What was typed meanwhile may name other paths. Where nothing on this machine counts, nobody asks for them.
    if (surroundings.isInstalled && current === document && current.version === version)
      this.#paths.set(instance, this.#pathsOf(current));
  }

  #pathsOf(document: OpenDocument): string {
    return [...wantedPaths(this.analyses.of(document).config).keys()].join('\0');
  }

  #startClock(): void {
    if (this.#clock !== undefined) return;
    this.#clock = setInterval(() => void this.refreshAll(), interval);
    // The process may end while the clock runs.
    (this.#clock as { unref?: () => void }).unref?.();
  }
}
