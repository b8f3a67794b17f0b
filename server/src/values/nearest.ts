import { distance } from 'fastest-levenshtein';

/** Longer words are not compared: nobody misspells that much text, and the comparison takes time. */
const longest = 64;

/**
 * The word that was probably meant, in whatever case: at most one edit in three letters away, and nearer than any other; undefined: none.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  const lower = word.toLowerCase();
  let limit = Math.max(1, Math.floor(word.length / 3));
  let nearest: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const edits = distance(lower, candidate.toLowerCase());
    if (edits > limit || (edits === limit && nearest !== undefined)) continue;
    nearest = candidate;
    if (edits === 0) break;
    limit = edits;
  }
  return nearest;
}
