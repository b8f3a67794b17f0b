import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';

/** The white space at the start of a physical line. */
export function indentOf(text: string, line: Span): string {
  let end = line.start;
  while (end < line.end && isSpace(text.charCodeAt(end))) end++;
  return text.slice(line.start, end);
}

/** Whether a physical line reads as `name = value`, indented or not. */
export function looksLikeEntry(text: string, line: Span): boolean {
  return nameAtStart(text, line) !== undefined;
}

/** The name in a physical line that reads as `name = value`. */
export function nameAtStart(text: string, line: Span): string | undefined {
  return /^\s*([A-Za-z]\w*)[ \t]*=(?!=)/.exec(
    text.slice(line.start, Math.min(line.end, line.start + 200)),
  )?.[1];
}
