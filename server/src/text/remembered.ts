import { ownCopy } from './own-copy';

/**
 * A function of texts that remembers what it made of the last ones, `most` of them: most of a file stays the same from keystroke to keystroke. It
 * makes that of copies, so that results may have slices of them.
 */
export function remembered<T>(most: number, compute: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return text => {
    const known = results.get(text);
    if (known !== undefined || results.has(text)) return known as T;
    if (results.size >= most) results.clear();
    const own = ownCopy(text);
    const result = compute(own);
    results.set(own, result);
    return result;
  };
}
