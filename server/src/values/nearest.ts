import { distance } from 'fastest-levenshtein';

/** Longer words are not compared: nobody misspells that much text, and the comparison takes time. */
const longest = 64;
/** One edit makes anything of two letters. */
const shortest = 3;

/**
 * The word that was probably meant, in whatever case: at most `limit` edits away (one in three letters), and nearer than
 * any other. Two neighbours swapped count as one edit. Undefined: none.
 */
export function nearestWord(
  word: string,
  candidates: Iterable<string>,
  limit = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  if (word.length > longest || word.length < shortest) return undefined;
  const lower = word.toLowerCase();
  let nearest: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const other = candidate.toLowerCase();
    const edits = isSwapped(lower, other) ? 1 : distance(lower, other);
    if (edits > limit || (edits === limit && nearest !== undefined)) continue;
    nearest = candidate;
    if (edits === 0) break;
    limit = edits;
  }
  return nearest;
}

/** The only name that a word begins and that goes on for no more than one further part: `permit_sasl` → `permit_sasl_authenticated`. */
export function unfinishedWord(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  if (!/[a-z]_[a-z]/.test(lower)) return undefined;
  const names = [...candidates].filter(name => name.startsWith(lower));
  const [name, ...others] = names.some(one => one[lower.length] === '_')
    ? names.filter(one => one[lower.length] === '_')
    : names;
  return name === undefined || others.length > 0 || /._/.test(name.slice(lower.length)) ? undefined : name;
}

/** Whether two words differ in two neighbouring letters that changed places. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (
    at + 1 < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  );
}
