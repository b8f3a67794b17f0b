import type { TextEdit } from './edit';

/** How much is compared at once, in UTF-16 units: V8 compares whole pieces many times faster than their characters one by one. */
const pieces = [4_096, 256, 16, 1];

/** The smallest single edit that turns one text into another. */
export function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  for (const piece of pieces) {
    while (
      start + piece <= shorter &&
      before.slice(start, start + piece) === after.slice(start, start + piece)
    )
      start += piece;
  }
  let tail = 0;
  const most = shorter - start;
  for (const piece of pieces) {
    while (tail + piece <= most && ending(before, tail, piece) === ending(after, tail, piece)) tail += piece;
  }
  return {
    span: { start, end: before.length - tail },
    newText: after.slice(start, after.length - tail),
  };
}

/** The piece of a text that ends `tail` before its end. */
function ending(text: string, tail: number, length: number): string {
  return text.slice(text.length - tail - length, text.length - tail);
}
