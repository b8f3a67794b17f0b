/** A piece of the value in quotes, shortened where it is long. */
export function quote(text: string): string {
  if (text.length <= 50) return `"${text}"`;
  // Not half of a character that takes two units.
  return `"${text.slice(0, 48).replace(/[\ud800-\udbff]$/, '')}…"`;
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** `possible are a, b and c`. */
export function possible(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2
    ? `only ${last} is possible`
    : `possible are ${words.slice(0, -1).join(', ')} and ${last}`;
}

/** For most kinds Postfix has one answer to a value it cannot read. */
export const programsStop = 'every program that reads it stops';
