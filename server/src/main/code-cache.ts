import { lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

/**
 * Loads bundles with what V8 made of them the last time, which takes a fraction of the time and of the memory. V8 refuses what it made in
 * another version or with other flags; flags have to be set before.
 */
export class CodeCache {
  /** What V8 compiled in this process. */
  readonly #compiled: { readonly script: Script; readonly filename: string }[] = [];

  /** `folder` is where the caches are; undefined for none. */
  constructor(readonly folder: string | undefined) {}

  /** Loads a bundle if it need not be compiled; where V8 refuses what there is, it is compiled after all. Returns whether it had not to be. */
  loadCompiled(filename: string): boolean {
    const cachedData = this.#read(filename);
    return cachedData !== undefined && (isLoaded(filename) || this.#run(filename, cachedData));
  }

  /** Loads a bundle, so that `require` finds it loaded. Returns whether V8 had not to compile it. */
  load(filename: string): boolean {
    return isLoaded(filename) || this.#run(filename, this.#read(filename));
  }

  #run(filename: string, cachedData: Buffer | undefined): boolean {
    const require = createRequire(filename);
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`,
      { filename, ...(cachedData === undefined ? {} : { cachedData }) },
    );
    const module = new Module(filename);
    require.cache[filename] = module;
    const run = script.runInThisContext() as (...context: unknown[]) => void;
    run(module.exports, require, module, filename, path.dirname(filename));
    const wasCached = cachedData !== undefined && script.cachedDataRejected !== true;
    if (!wasCached) this.#compiled.push({ script, filename });
    return wasCached;
  }

  /** Keeps what V8 compiled so far of the bundles that were not in the cache. What cannot be written is not. */
  async save(): Promise<void> {
    if (this.folder === undefined || this.#compiled.length === 0) return;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      if (!isOurs(this.folder)) return;
      for (const { script, filename } of this.#compiled.splice(0)) {
        const file = this.#fileFor(this.folder, filename);
        const temporary = `${file}.${process.pid}`;
        const bytes = Buffer.concat([headerOf(filename), script.createCachedData()]);
        await writeFile(temporary, bytes, { mode: 0o600 });
        await rename(temporary, file);
      }
    } catch {
      // A full disk, a read-only home: the next start compiles again.
    }
  }

  #read(filename: string): Buffer | undefined {
    if (this.folder === undefined) return undefined;
    try {
      if (!isOurs(this.folder)) return undefined;
      const bytes = readFileSync(this.#fileFor(this.folder, filename));
      const header = headerOf(filename);
      return bytes.subarray(0, header.length).equals(header) ? bytes.subarray(header.length) : undefined;
    } catch {
      // There is none, or nobody may look.
      return undefined;
    }
  }

  /** One for each version of V8: editors and node have their own. */
  #fileFor(folder: string, filename: string): string {
    return path.join(folder, `${path.basename(filename, '.js')}-${process.versions.v8}`);
  }
}

function isLoaded(filename: string): boolean {
  return createRequire(filename).cache[filename] !== undefined;
}

/** Compiled code is run as it is: only what nobody else could have written is used. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder);
  if (!found.isDirectory()) return false;
  return process.geteuid === undefined || (found.uid === process.geteuid() && (found.mode & 0o022) === 0);
}

/** What a cache begins with. V8 itself compares the length of the source only. */
function headerOf(filename: string): Buffer {
  const { size, mtimeMs } = statSync(filename);
  return Buffer.from(`${filename} ${size} ${mtimeMs}\n`);
}
