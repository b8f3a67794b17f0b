import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import type { Assignment } from './configuration';

const HASH = 35;
const COMMA = 44;
const OPEN = 123;
const CLOSE = 125;

/**
 * What somebody wrote as a comment behind a value, which Postfix takes as part of it: on each physical line, from a `#` that begins
 * a word to the end of the line. Logical spans. A `#` inside braces is text of an inline table or the like.
 */
export function trailingComments({ value }: Assignment): readonly Span[] {
  const { text } = value;
  if (!text.includes('#')) return none;
  const comments: Span[] = [];
  let depth = 0;
  let start = 0;
  for (const line of value.fileSpans) {
    const end = start + (line.end - line.start);
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === OPEN) depth++;
      else if (code === CLOSE && depth > 0) depth--;
      else if (code === HASH && depth === 0 && (at === start || isSeparator(text.charCodeAt(at - 1)))) {
        comments.push({ start: at, end });
        break;
      }
    }
    start = end;
  }
  return comments;
}

const none: readonly Span[] = [];

function isSeparator(code: number): boolean {
  return code === COMMA || isSpace(code);
}
