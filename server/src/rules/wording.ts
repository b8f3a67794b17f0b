/** A piece of the file in quotes, as messages show it: on one line and not too long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  // By code points, so that no character is cut in two.
  const points = [...line];
  return points.length > 60 ? `"${points.slice(0, 57).join('')}…"` : `"${line}"`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
