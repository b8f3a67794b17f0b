import { fileOf, siblingOf } from '../config/nature';
import type { Settings } from '../config/settings';
import type { World } from '../config/world';
import type { Analysis } from '../features/analysis';
import type { Service, Sibling } from '../service';
import { baseName } from '../text/path-parts';
import { sameParts } from '../text/same-parts';
import { decideWorld, nothingKnown, type Surroundings } from '../world';
import type { OpenDocument } from './open-document';

interface Memo {
  readonly analysis: Analysis;
  readonly key: readonly unknown[];
}

interface DecidedWorld {
  readonly surroundings: Surroundings;
  readonly settings: Settings;
  readonly world: World;
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
  /** The last look at what lies beside each document, while it takes. */
  readonly #reading = new Map<string, object>();
  /** By the main.cf of the instance: both files live in the same world. */
  readonly #surroundings = new Map<string, Surroundings>();
  readonly #worlds = new Map<string, DecidedWorld>();

  constructor(
    readonly service: Service,
    readonly open: (uri: string) => OpenDocument | undefined,
    /** The settings of an instance. */
    readonly settingsOf: (instance: string) => Settings,
  ) {}

  /** The analysis of a document as it is now. */
  of(document: OpenDocument): Analysis {
    const sibling = this.#siblingOf(document.uri);
    const settings = this.settingsOf(instanceOf(document.uri));
    const world = this.#worldOf(document.uri, settings);
    const key = [document, document.version, sibling?.text, world, settings];
    const memo = this.#memos.get(document.uri);
    if (memo !== undefined && sameParts(memo.key, key)) return memo.analysis;
    const analysis = this.service.analyse({ document, settings, world, sibling, previous: memo?.analysis });
    this.#memos.set(document.uri, { analysis, key });
    return analysis;
  }

  /** Whether the findings in a document as it is now are known already. */
  isJudged({ uri, version }: OpenDocument): boolean {
    const analysis = this.#memos.get(uri)?.analysis;
    return analysis?.version === version && analysis.isJudged;
  }

  /** Reads what lies beside a document. Returns whether anything changed. */
  async refresh(uri: string): Promise<boolean> {
    const siblingUri = siblingUriOf(uri);
    if (siblingUri === undefined) return false;
    const read = {};
    this.#reading.set(uri, read);
    const bytes = await this.service.host.readFile(siblingUri, siblingLimit);
    // The document was closed meanwhile, or a later look began.
    if (this.#reading.get(uri) !== read) return false;
    this.#reading.delete(uri);
    const before = this.#siblings.get(uri)?.text;
    const sibling = bytes === undefined ? undefined : { uri: siblingUri, text: decode(bytes) };
    this.#siblings.set(uri, sibling);
    return before !== sibling?.text;
  }

  forget(uri: string): void {
    this.#memos.delete(uri);
    this.#siblings.delete(uri);
    this.#reading.delete(uri);
    if (this.open(siblingUriOf(uri) ?? '') !== undefined) return;
    const instance = instanceOf(uri);
    this.#surroundings.delete(instance);
    this.#worlds.delete(instance);
  }

  /** What was last found around a document; `nothingKnown` before anybody looked. */
  surroundingsOf(uri: string): Surroundings {
    return this.#surroundings.get(instanceOf(uri)) ?? nothingKnown;
  }

  /** Says what was found around a document. Returns whether that differs from what was known. */
  setSurroundings(uri: string, surroundings: Surroundings): boolean {
    const changed = this.surroundingsOf(uri) !== surroundings;
    this.#surroundings.set(instanceOf(uri), surroundings);
    return changed;
  }

  #siblingOf(uri: string): Sibling | undefined {
    const siblingUri = siblingUriOf(uri);
    const open = siblingUri === undefined ? undefined : this.open(siblingUri);
    return open === undefined ? this.#siblings.get(uri) : { uri: open.uri, text: open.getText() };
  }

  #worldOf(uri: string, settings: Settings): World {
    const instance = instanceOf(uri);
    const surroundings = this.surroundingsOf(uri);
    const decided = this.#worlds.get(instance);
    if (decided?.surroundings === surroundings && decided.settings === settings) return decided.world;
    const world = decideWorld(surroundings, settings, this.service.catalogue);
    this.#worlds.set(instance, { surroundings, settings, world });
    return world;
  }
}

/** The URI of the main.cf that a document is, or is beside of. */
export function instanceOf(uri: string): string {
  const sibling = siblingUriOf(uri);
  return sibling !== undefined && fileOf(baseName(uri), '') === 'master' ? sibling : uri;
}

/**
 * The URI of the file that is read together with a document. Editors write the same path in different ways, so the rest of the address stays as it
 * is. What has a query is a view of something, with no file beside it.
 */
export function siblingUriOf(uri: string): string | undefined {
  const name = baseName(uri);
  if (name === uri || /[?#]/.test(uri)) return undefined;
  const sibling = siblingOf(name);
  return sibling === undefined ? undefined : uri.slice(0, -name.length) + sibling;
}

/** UTF-8, or latin1 where the bytes are not UTF-8: Postfix reads bytes and does not care. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
