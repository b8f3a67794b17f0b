import type { Span } from '../text/span';

/** Separators of most lists: Postfix's CHARS_COMMA_SP. */
export const commaAndSpace = ', \t\r\n';
/** Separators of TLS protocol and cipher lists: also the colon. */
export const commaSpaceColon = ', \t\r\n:';

export interface Token extends Span {
  readonly text: string;
}

const openBrace = 123;
const closeBrace = 125;
const dollar = 36;

/**
 * Splits a list as mystrtok(3) does; with `braces`, `{ … }` is one token, as mystrtokq(3) does. `$` expressions
 * with braces stay in one token, because Postfix expands before it splits. `from` and `to` limit the text.
 */
export function tokens(
  text: string,
  separators: typeof commaAndSpace | typeof commaSpaceColon = commaAndSpace,
  braces = false,
  from = 0,
  to = text.length,
): Token[] {
  const result: Token[] = [];
  const colonSeparates = separators === commaSpaceColon;
  for (let at = from; at < to;) {
    if (isSeparator(text.charCodeAt(at), colonSeparates)) {
      at++;
      continue;
    }
    const start = at;
    let depth = 0;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code === openBrace) {
        if (braces || depth > 0 || text.charCodeAt(at - 1) === dollar) depth++;
      } else if (code === closeBrace) {
        if (depth > 0) depth--;
      } else if (depth === 0 && isSeparator(code, colonSeparates)) break;
    }
    result.push({ text: text.slice(start, at), start, end: at });
  }
  return result;
}

/** Blank, tab, CR, LF, comma; where asked also the colon. A vertical tab or form feed separates nothing. */
export function isSeparator(code: number, colonSeparates = false): boolean {
  return (
    code === 32 || code === 44 || code === 9 || code === 10 || code === 13 || (colonSeparates && code === 58)
  );
}

/** Whether a piece of text has a `$name` in it and so is not what Postfix will see. */
export function isDynamic(text: string): boolean {
  return text.includes('$');
}

/**
 * The offset of the brace that closes the one at `open`, or -1. Linear in what the braces hold; callers that go into
 * nested braces limit their depth.
 */
export function closingBrace(text: string, open: number, to: number): number {
  let depth = 0;
  for (let at = open; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === openBrace) depth++;
    else if (code === closeBrace && --depth === 0) return at;
  }
  return -1;
}

/** The first offset from `at` on that is not white space, at most `to`. */
export function skipBlanks(text: string, at: number, to: number): number {
  let next = at;
  while (next < to && text.charCodeAt(next) <= 32) next++;
  return next;
}

/** Where the first colon outside `${…}` stands, or -1. A brace that opens no expression ends the search. */
export function colonOutsideExpression(text: string, { start, end }: Span): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 58 && depth === 0) return at;
    if (code === openBrace) {
      if (depth === 0 && text.charCodeAt(at - 1) !== dollar) return -1;
      depth++;
    } else if (code === closeBrace) depth--;
  }
  return -1;
}
