import type { Assignment, Configuration } from '../config/configuration';
import { sourceOf } from '../config/instance';
import type { Span } from '../text/span';
import { commaAndSpace } from '../values/tokens';
import type { FileEdit } from './rule';

/**
 * Takes an item, or several that stand side by side, out of a list, with the comma or blank that separated it. `item` is logical. A line that
 * held nothing else goes as a whole; comments stay where they are.
 */
export function removeItem(config: Configuration, assignment: Assignment, item: Span): FileEdit[] {
  const { file, value, nameSpan } = assignment;
  const source = sourceOf(config, file);
  const isLast = isSeparators(value.text, item.end, value.text.length);
  return value.slice(item.start, item.end).fileSpans.map(({ start, end }) => {
    const lineStart = source.lastIndexOf('\n', start - 1) + 1;
    const newline = source.indexOf('\n', end);
    const lineEnd = newline === -1 ? source.length : newline;
    let to = end;
    while (to < lineEnd && commaAndSpace.includes(source[to] as string)) to++;
    const isAlone = lineStart > nameSpan.start && isSeparators(source, lineStart, start) && to === lineEnd;
    if (isAlone)
      return { file, span: { start: lineStart, end: Math.min(lineEnd + 1, source.length) }, newText: '' };
    let from = start;
    if (to === lineEnd) {
      // Nothing follows on the line: the separator before the item goes instead of the one behind it.
      const removable = isLast ? commaAndSpace : ' \t';
      while (from > value.start && removable.includes(source[from - 1] as string)) from--;
      if (!isLast) to = endOfText(source, end, lineEnd);
    } else if (isLast) {
      // Behind a value in braces, or another argument in master.cf, the line goes on.
      while (from > value.start && commaAndSpace.includes(source[from - 1] as string)) from--;
      to = end;
    }
    return { file, span: { start: from, end: to }, newText: '' };
  });
}

/** The end of the line without blanks, but before a carriage return. */
function endOfText(source: string, from: number, lineEnd: number): number {
  return source[lineEnd - 1] === '\r' && lineEnd > from ? lineEnd - 1 : lineEnd;
}

function isSeparators(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!commaAndSpace.includes(text[at] as string)) return false;
  return true;
}
