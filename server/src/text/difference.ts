import type { TextEdit } from './edit';

/** How much is compared at once, in UTF-16 units: V8 compares whole pieces many times faster than their characters one by one. */
const piece = 4_096;

/** The smallest single edit that turns one text into another. */
export function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + piece <= shorter && before.slice(start, start + piece) === after.slice(start, start + piece))
    start += piece;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  const most = shorter - start;
  while (tail + piece <= most && ending(before, tail) === ending(after, tail)) tail += piece;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    span: { start, end: before.length - tail },
    newText: after.slice(start, after.length - tail),
  };
}

/** The piece of a text that ends `tail` before its end. */
function ending(text: string, tail: number): string {
  return text.slice(text.length - tail - piece, text.length - tail);
}
