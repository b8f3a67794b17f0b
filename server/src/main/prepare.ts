import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { CodeCache } from './code-cache';

/** What a front door has before it loads anything. */
export interface Prepared {
  readonly cache: CodeCache;
  /** Whether the server was compiled already, and is loaded therefore. */
  readonly isCompiled: boolean;
}

/** Sets up V8, and loads the bundles with the code that was kept in a folder. */
export function prepare(folder: string | undefined): Prepared {
  // What a keystroke leaves behind is gone at the next one: a larger space for young objects would be nothing but 20 MB more.
  setFlagsFromString('--semi-space-growth-factor=1');
  // That space is so small that dividing the work among threads takes longer than the work.
  setFlagsFromString('--no-parallel-scavenge');
  // What is inlined less is compiled sooner, and in less memory; it runs as fast.
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
  // A mail server has better uses for its memory than ours: a third less for large files, which take a fifth longer.
  setFlagsFromString('--optimize-for-size');
  const cache = new CodeCache(folder);
  cache.load(bundle('protocol'));
  return { cache, isCompiled: cache.loadCompiled(bundle('node-server')) };
}

/** The file of a bundle, beside this one. */
export function bundle(name: 'protocol' | 'node-server'): string {
  return path.join(__dirname, `${name}.js`);
}
