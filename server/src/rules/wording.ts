import { quote } from '../values/wording';

/** A piece of the file in quotes, as messages show it: on one line and not too long. */
export function quoted(text: string): string {
  return quote(text.replace(/\s+/g, ' ').trim());
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
