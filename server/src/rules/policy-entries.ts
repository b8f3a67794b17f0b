import type { Assignment, Configuration } from '../config/configuration';
import type { Span } from '../text/span';
import { tableReferences } from '../values/table-reference';
import { tokens, type Token } from '../values/tokens';
import { inlineEntries, insideBraces } from './inline-entries';

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
    if (type.text === 'static')
      return [{ destination: undefined, words: wordsIn(text, insideBraces(text, name)) }];
    if (type.text !== 'inline') return [];
    return inlineEntries(text, name).map(entry => ({
      destination: entry.name,
      words: wordsIn(text, entry.value),
    }));
  });
}

function wordsIn(text: string, { start, end }: Span): Token[] {
  return tokens(text.slice(start, end)).map(token => ({
    text: token.text,
    start: start + token.start,
    end: start + token.end,
  }));
}
