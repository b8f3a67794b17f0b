import { distance } from 'fastest-levenshtein';

/** The word that was probably meant: not more than `limit` edits away, and nearer than any other; undefined: none. */
export function nearestWord(
  word: string,
  candidates: Iterable<string>,
  limit = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  let nearest: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const edits = distance(word, candidate);
    if (edits > limit || (edits === limit && nearest !== undefined)) continue;
    nearest = candidate;
    limit = edits;
    if (edits <= 1) break;
  }
  return nearest;
}
