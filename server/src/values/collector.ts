import type { Span } from '../text/span';
import type { ProblemCode } from './problem-codes';
import { isDynamic, isSeparator, type Token } from './tokens';
import type { Item, ItemRole, ParsedValue, ValueProblem } from './value';
import { quote } from './wording';

const hash = 35;

type ItemDetails = Pick<Item, 'term' | 'operator' | 'parent'>;
const none: ItemDetails = {};

/** Gathers what a parser finds in a value. All offsets are in the value's text. */
export class Collector implements ParsedValue {
  readonly items: Item[] = [];
  readonly problems: ValueProblem[] = [];
  #isMuted = false;

  /** Adds an item and returns its index, for its parts to name as their parent. */
  add(span: Span, text: string, role: ItemRole, { term, operator, parent }: ItemDetails = none): number {
    const { start, end } = span;
    const dynamic = isDynamic(text) ? true : undefined;
    return this.items.push({ start, end, text, role, term, operator, dynamic, parent }) - 1;
  }

  problem(
    code: ProblemCode,
    span: Span,
    message: string,
    consequence?: string,
    suggestions?: readonly (string | undefined)[],
  ): void {
    if (this.#isMuted) return;
    const { start, end } = span;
    const known = suggestions?.filter(suggestion => suggestion !== undefined);
    this.problems.push({ code, start, end, message, consequence, suggestions: known });
  }

  /**
   * Whether a token begins a comment that Postfix takes for a part of the list. That is the last problem that is told:
   * the words of a comment have many.
   */
  isComment(token: Token, text: string): boolean {
    if (text.charCodeAt(token.start) !== hash) return false;
    this.comment(token.start, text);
    return true;
  }

  /**
   * Whether a token of a list is a word to judge. Where it is a comment or depends on `$name`, all that can be said of
   * it is added here.
   */
  isWord(token: Token, text: string, role: ItemRole): boolean {
    if (this.isComment(token, text)) return false;
    if (!isDynamic(token.text)) return true;
    this.add(token, token.text, role);
    return false;
  }

  comment(start: number, text: string, consequence?: string): void {
    const span = { start, end: text.length };
    const message = `${quote(text.slice(start))} is not a comment: Postfix knows comments only on lines of their own`;
    this.problem('trailing-comment', span, message, consequence);
    this.#isMuted = true;
  }

  /** The value without a comment behind it, which is reported; undefined where nothing else stands there. */
  withoutComment(text: string, consequence?: string): Token | undefined {
    const from = text.includes('#') ? commentStart(text) : -1;
    if (from === -1) return { text, start: 0, end: text.length };
    this.comment(from, text, consequence);
    let end = from;
    while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
    return end === 0 ? undefined : { text: text.slice(0, end), start: 0, end };
  }

  /**
   * The value of a kind that takes one word, without a comment behind it. Undefined where there is nothing to judge: a
   * lone comment, or a value that depends on `$name`, for which the item is added here.
   */
  scalar(text: string, role: ItemRole, consequence?: string): Token | undefined {
    const value = this.withoutComment(text, consequence);
    if (value === undefined || !isDynamic(value.text)) return value;
    this.add(value, value.text, role);
    return undefined;
  }
}

/** Where a word that begins with `#` starts, or -1. */
function commentStart(text: string): number {
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
    if (at === 0 || isSeparator(text.charCodeAt(at - 1))) return at;
  }
  return -1;
}
