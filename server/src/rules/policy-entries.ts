import type { Assignment, Configuration } from '../config/configuration';
import type { Span } from '../text/span';
import { isSpace } from '../text/ascii';
import { tableReferences } from '../values/table-reference';
import { commaAndSpace, tokens, type Token } from '../values/tokens';

/** A TLS policy that stands in main.cf itself: the right-hand side of an `inline:` or `static:` table. */
export interface PolicyEntry {
  /** What it is for; undefined for `static:`, which is for all. */
  readonly destination: string | undefined;
  /** The level first, then attributes. Spans are logical, in the assignment's value. */
  readonly words: readonly Token[];
}

/** The policies that a value of smtp_tls_policy_maps holds itself. */
export function policyEntries(config: Configuration, assignment: Assignment): PolicyEntry[] {
  const { text } = assignment.value;
  return tableReferences(config.parsed(assignment)).flatMap(({ type, name }): PolicyEntry[] => {
    if (name === undefined) return [];
    if (type.text === 'static') return [{ destination: undefined, words: wordsIn(text, inner(text, name)) }];
    return type.text === 'inline' ? inlineEntries(text, inner(text, name)) : [];
  });
}

function inlineEntries(text: string, span: Span): PolicyEntry[] {
  const entries: PolicyEntry[] = [];
  for (const token of tokens(text.slice(span.start, span.end), commaAndSpace, true)) {
    const at = { start: span.start + token.start, end: span.start + token.end };
    if (!token.text.startsWith('{')) continue;
    const entry = inner(text, at);
    const equals = text.indexOf('=', entry.start);
    if (equals === -1 || equals >= entry.end) continue;
    entries.push({
      destination: text.slice(entry.start, equals).trim(),
      words: wordsIn(text, { start: equals + 1, end: entry.end }),
    });
  }
  return entries;
}

/** What is between the braces, or all of it where there are none. */
function inner(text: string, { start, end }: Span): Span {
  const braced = text[start] === '{';
  let from = braced ? start + 1 : start;
  let to = braced && text[end - 1] === '}' ? end - 1 : end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function wordsIn(text: string, { start, end }: Span): Token[] {
  return tokens(text.slice(start, end)).map(token => ({
    text: token.text,
    start: start + token.start,
    end: start + token.end,
  }));
}
