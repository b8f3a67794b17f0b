import type { EnumerationValue } from '../catalogue/kind';
import type { Span } from '../text/span';
import { formatRelease } from '../catalogue/release';
import type { Collector } from './collector';
import { nearestWord } from './nearest';
import { candidate, isRemoved, isTooNew, sinceText, termId } from './terms';
import type { Token } from './tokens';
import type { Candidate, ItemRole, ValueContext } from './value';
import { possible, quote } from './wording';

/** A set of words of which a value takes one or several. */
export interface WordSet {
  readonly values: readonly EnumerationValue[];
  readonly caseSensitive: boolean;
  /** The folder of the pages. */
  readonly terms?: string | undefined;
  readonly role: ItemRole;
  /** What a word is called: `a cipher grade`. */
  readonly noun: string;
  /** What happens to a word that is not in the set. */
  readonly consequence: string | undefined;
}

/** Adds the item of one word, and says what is wrong with it. Returns the word as the set spells it. */
export function addWord(
  out: Collector,
  token: Token,
  set: WordSet,
  context: ValueContext,
): string | undefined {
  const exact = set.values.find(({ value }) => value === token.text);
  const found = exact ?? findInAnyCase(set.values, token.text);
  const isKnown = found !== undefined && (exact !== undefined || !set.caseSensitive);
  out.add(token, token.text, set.role, {
    term: found === undefined ? undefined : termId(context, set.terms, found.value),
  });
  if (!isKnown) unknownWord(out, token, set, found, context);
  else if (isTooNew(found, context.release)) {
    const message = `${quote(token.text)} is known from Postfix ${sinceText(found, context.release)} on, not in ${formatRelease(context.release)}`;
    out.problem('too-new', token, message, set.consequence);
  } else if (isRemoved(found, context.release)) {
    const message = `${quote(token.text)} is not known any more from Postfix ${found.removed ?? ''} on`;
    out.problem('removed-word', token, message, set.consequence);
  }
  return isKnown ? found.value : undefined;
}

/** The words of a set that a release knows, in the order of the set. */
export function wordCandidates({ values, role, terms }: WordSet, context: ValueContext): Candidate[] {
  return values.flatMap((value, rank) =>
    isTooNew(value, context.release) || isRemoved(value, context.release)
      ? []
      : (candidate(context, value.value, role, terms, rank) ?? []),
  );
}

function findInAnyCase(values: readonly EnumerationValue[], text: string): EnumerationValue | undefined {
  const lower = text.toLowerCase();
  return values.find(({ value }) => value.length === text.length && value.toLowerCase() === lower);
}

function unknownWord(
  out: Collector,
  token: Token,
  { values, noun, consequence }: WordSet,
  inOtherCase: EnumerationValue | undefined,
  { release }: ValueContext,
): void {
  if (inOtherCase !== undefined) {
    const message = `${quote(token.text)} is not ${noun}: case matters here`;
    out.problem('wrong-case', token, message, consequence, [inOtherCase.value]);
    return;
  }
  const known = values.filter(value => !isTooNew(value, release) && !isRemoved(value, release));
  const words = known.map(({ value }) => value);
  const choice = words.length > 0 && words.length <= 9 ? `: ${possible(words)}` : '';
  const suggestion = nearestWord(token.text, words);
  out.problem('unknown-word', token, `${quote(token.text)} is not ${noun}${choice}`, consequence, [
    suggestion,
  ]);
}

/**
 * The one word of a value. Undefined where it is empty, depends on `$name`, is a comment, or where several words stand:
 * those are reported here.
 */
export function singleWord(
  out: Collector,
  text: string,
  role: ItemRole,
  consequence: string | undefined,
  emptyAllowed = false,
): Token | undefined {
  const value = out.scalar(text, role, consequence);
  if (value === undefined) return undefined;
  if (value.text === '') {
    if (!emptyAllowed) out.problem('empty-value', value, 'the value is missing', consequence);
    return undefined;
  }
  const separator = value.text.search(/[\s,]/);
  if (separator === -1) return value;
  severalWords(out, value, value.text.slice(0, separator), consequence);
  out.add(value, value.text, role);
  return undefined;
}

/** Reports a value of several words where one belongs; `first` is what a fix would leave. */
export function severalWords(out: Collector, span: Span & Token, first: string, consequence?: string): void {
  out.problem(
    'several-words',
    span,
    `${quote(span.text)} is more than the one word that belongs here`,
    consequence,
    [first === '' ? undefined : first],
  );
}
