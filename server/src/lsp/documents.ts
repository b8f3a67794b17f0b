import { URI, Utils } from 'vscode-uri';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Settings } from '../config/settings';
import type { World } from '../config/world';
import type { Analysis } from '../features/analysis';
import { emptyWorld, releaseFromSettings, type Service, type Sibling } from '../service';

interface Memo {
  readonly analysis: Analysis;
  readonly key: readonly unknown[];
}

/** Largest sibling that is read from disk, in bytes. */
const siblingLimit = 5_000_000;

/**
 * The open documents' analyses, each computed once for what it depends on: both texts, the settings and the world.
 */
export class Analyses {
  readonly #memos = new Map<string, Memo>();
  /** Siblings that are not open, as they were when last read; `undefined` where there is none. */
  readonly #siblings = new Map<string, Sibling | undefined>();
  readonly #worlds = new Map<string, World>();

  constructor(
    readonly service: Service,
    readonly open: (uri: string) => TextDocument | undefined,
    public settings: Settings,
  ) {}

  /** The analysis of a document as it is now. */
  of(document: TextDocument): Analysis {
    const sibling = this.#siblingOf(document.uri);
    const world = this.#worldOf(document.uri);
    const key = [document.version, sibling?.text, world, this.settings];
    const memo = this.#memos.get(document.uri);
    if (memo !== undefined && memo.key.every((part, index) => part === key[index])) return memo.analysis;
    const analysis = this.service.analyse({ document, settings: this.settings, world, sibling });
    this.#memos.set(document.uri, { analysis, key });
    return analysis;
  }

  /** Reads what lies beside a document. Returns whether anything changed. */
  async refresh(uri: string): Promise<boolean> {
    const siblingUri = siblingUriOf(uri);
    if (siblingUri === undefined) return false;
    const before = this.#siblings.get(uri)?.text;
    const bytes = await this.service.host.readFile(siblingUri, siblingLimit);
    const sibling = bytes === undefined ? undefined : { uri: siblingUri, text: decode(bytes) };
    this.#siblings.set(uri, sibling);
    return before !== sibling?.text;
  }

  forget(uri: string): void {
    this.#memos.delete(uri);
    this.#siblings.delete(uri);
    this.#worlds.delete(uri);
  }

  setWorld(uri: string, world: World): void {
    this.#worlds.set(uri, world);
  }

  #siblingOf(uri: string): Sibling | undefined {
    const siblingUri = siblingUriOf(uri);
    const open = siblingUri === undefined ? undefined : this.open(siblingUri);
    return open === undefined ? this.#siblings.get(uri) : { uri: open.uri, text: open.getText() };
  }

  #worldOf(uri: string): World {
    let world = this.#worlds.get(uri);
    const chosen = releaseFromSettings(this.settings);
    if (world === undefined || (chosen !== undefined && world.releaseSource !== 'setting')) {
      world = emptyWorld(
        chosen ?? this.service.catalogue.latestStable,
        chosen === undefined ? 'assumed' : 'setting',
      );
      this.#worlds.set(uri, world);
    }
    return world;
  }
}

/** master.cf for a main.cf and the other way round, with the same ending (`main.cf.j2` → `master.cf.j2`). */
export function siblingUriOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  const name = Utils.basename(parsed);
  const other = name.startsWith('master.cf')
    ? name.replace(/^master/, 'main')
    : name.startsWith('main.cf')
      ? name.replace(/^main/, 'master')
      : undefined;
  return other === undefined ? undefined : Utils.joinPath(Utils.dirname(parsed), other).toString();
}

/** UTF-8, or latin1 where the bytes are not UTF-8: Postfix reads bytes and does not care. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
