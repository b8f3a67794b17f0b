import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import { commaAndSpace, tokens } from '../values/tokens';

/** One `name = value` of an `inline:` table. */
export interface InlineEntry {
  readonly name: string;
  readonly value: Span;
}

/** The entries in what stands behind `inline:`, with braces of their own or without. Spans are those of the text. */
export function inlineEntries(text: string, table: Span): InlineEntry[] {
  const { start, end } = insideBraces(text, table);
  return tokens(text, commaAndSpace, true, start, end).flatMap((token): InlineEntry[] => {
    const entry = insideBraces(text, token);
    const equals = text.indexOf('=', entry.start);
    if (equals === -1 || equals >= entry.end) return [];
    const value = trimmed(text, { start: equals + 1, end: entry.end });
    return [{ name: text.slice(entry.start, equals).trim(), value }];
  });
}

/** What is between the braces, or all of it where there are none. */
export function insideBraces(text: string, { start, end }: Span): Span {
  const braced = text[start] === '{';
  return trimmed(text, {
    start: braced ? start + 1 : start,
    end: braced && text[end - 1] === '}' ? end - 1 : end,
  });
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}
