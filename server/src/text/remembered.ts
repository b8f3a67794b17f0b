import { ownCopy } from './own-copy';

/** How long texts are that one remembers so many of, in UTF-16 units: of longer ones it remembers fewer. */
const usualLength = 100;

/**
 * A function of texts that remembers what it made of the last ones, `most` of them: most of a file stays the same from keystroke to keystroke. It
 * makes that of copies, so that results may have slices of them.
 */
export function remembered<T>(most: number, compute: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  let length = 0;
  return text => {
    const known = results.get(text);
    if (known !== undefined || results.has(text)) return known as T;
    // Somebody who types in a long value makes a new one with each keystroke.
    if (results.size >= most || length + text.length > most * usualLength) {
      results.clear();
      length = 0;
    }
    length += text.length;
    const own = ownCopy(text);
    const result = compute(own);
    results.set(own, result);
    return result;
  };
}

/** A function of two things that remembers, for as long as the first lives, what it made of that and of the second that it was asked with last. */
export function rememberedFor<K extends object, C, T>(
  compute: (of: K, context: C) => T,
): (of: K, context: C) => T {
  const memos = new WeakMap<K, { readonly context: C; readonly made: T }>();
  return (of, context) => {
    let memo = memos.get(of);
    if (memo === undefined || memo.context !== context)
      memos.set(of, (memo = { context, made: compute(of, context) }));
    return memo.made;
  };
}
