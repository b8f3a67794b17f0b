import type { Prose } from './catalogue';

/**
 * The pages as one text that is read without being taken apart: a line for each page, its key, a tab, and the page as a JSON string in ASCII.
 */
export function packProse(pages: Iterable<readonly [string, string]>): string {
  let text = '';
  for (const [key, page] of pages) text += `${key}\t${asciiJson(page)}\n`;
  return text;
}

/** Reads what `packProse` wrote; a page is taken out when it is asked for. */
export function readProse(text: string): Prose {
  const places = new Map<string, readonly [number, number]>();
  for (let start = 0; start < text.length;) {
    const tab = text.indexOf('\t', start);
    const end = text.indexOf('\n', tab);
    if (tab === -1 || end === -1) break;
    places.set(text.slice(start, tab), [tab + 1, end]);
    start = end + 1;
  }
  return {
    page(key) {
      const place = places.get(key);
      return place === undefined ? undefined : (JSON.parse(text.slice(...place)) as string);
    },
  };
}

/** JSON that V8 keeps in half the memory: one character beyond Latin 1 makes it take two bytes for each. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
