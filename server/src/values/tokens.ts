import type { Span } from '../text/span';

/** Separators of most lists: Postfix's CHARS_COMMA_SP. */
export const commaAndSpace = ', \t\r\n\v\f';
/** Separators of TLS protocol and cipher lists: also the colon. */
export const commaSpaceColon = ', \t\r\n\v\f:';

export interface Token extends Span {
  readonly text: string;
}

/**
 * Splits a list as mystrtok(3) does; with `braces`, `{ … }` is one token, as mystrtokq(3) does. `$` expressions
 * with braces stay in one token, because Postfix expands before it splits.
 */
export function tokens(text: string, separators: string = commaAndSpace, braces = false): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (separators.includes(text[at] as string)) {
      at++;
      continue;
    }
    const start = at;
    let depth = 0;
    for (; at < text.length; at++) {
      const character = text[at] as string;
      if (character === '{' && (braces || depth > 0 || text[at - 1] === '$')) depth++;
      else if (character === '}' && depth > 0) depth--;
      else if (depth === 0 && separators.includes(character)) break;
    }
    result.push({ text: text.slice(start, at), start, end: at });
  }
  return result;
}

/** Whether a piece of text has a `$name` in it and so is not what Postfix will see. */
export function isDynamic(text: string): boolean {
  return text.includes('$');
}
