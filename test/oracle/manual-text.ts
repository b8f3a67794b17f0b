import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** So many consecutive words that are the manual's are too many to be chance. */
export const longestSharedRun = 7;

/** The words of a text in order, without names and numbers: those are facts, and everybody writes them the same. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{N}_'’.$-]+/gu)) {
    const bare = word.replaceAll(/^[.'’$-]+|[.'’$-]+$/g, '').toLowerCase();
    if (bare !== '' && !/[_\d]/.test(bare)) words.push(bare);
  }
  return words;
}

/** The prose of a page: its code, examples and link targets are left out. */
export function proseOf(markdown: string): string {
  return markdown
    .replaceAll(/^```[\s\S]*?^```$/gm, ' ')
    .replaceAll(/`[^`]*`/g, ' ')
    .replaceAll(/\]\([^)]*\)/g, ' ');
}

/** Runs of more than `longestSharedRun` words that stand in one of the texts too, for each page by its key. */
export function sharedRuns(
  pages: ReadonlyMap<string, string>,
  texts: readonly string[],
): { readonly page: string; readonly run: string }[] {
  const length = longestSharedRun + 1;
  const pageWords = new Map([...pages].map(([key, markdown]) => [key, wordsOf(proseOf(markdown))]));
  // The pages are fewer than the texts: remember theirs, then look at each of the texts' once.
  const ours = new Set<string>();
  for (const words of pageWords.values()) for (const run of runsOf(words, length)) ours.add(run);
  const shared = new Set<string>();
  for (const text of texts)
    for (const run of runsOf(wordsOf(text), length)) if (ours.has(run)) shared.add(run);

  const found: { page: string; run: string }[] = [];
  for (const [page, words] of pageWords) {
    let end = 0;
    for (let start = 0; start + length <= words.length; start++) {
      if (start < end - length + 1 || !shared.has(words.slice(start, start + length).join(' '))) continue;
      end = start + length;
      while (end < words.length && shared.has(words.slice(end - length + 1, end + 1).join(' '))) end++;
      found.push({ page, run: words.slice(start, end).join(' ') });
    }
  }
  return found;
}

function* runsOf(words: readonly string[], length: number): Generator<string> {
  for (let start = 0; start + length <= words.length; start++)
    yield words.slice(start, start + length).join(' ');
}

/** The texts of an unpacked postfix-doc: manual pages, READMEs, release notes. */
export async function manualTexts(folder: string): Promise<string[]> {
  const top = path.join(folder, 'usr/share/doc/postfix');
  const files = (await readdir(top, { recursive: true })).filter(file =>
    /(?:\.html|\.gz|README)$/.test(file),
  );
  return Promise.all(
    files.map(async file => {
      const bytes = await readFile(path.join(top, file));
      const text = (file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes).toString('utf8');
      return file.includes('.html') ? withoutTags(text) : text;
    }),
  );
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

function withoutTags(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
