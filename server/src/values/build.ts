import type { ProblemCode } from './problem-codes';
import { isDynamic, type Token } from './tokens';
import type { Item, ItemRole, ParsedValue, ValueProblem } from './value';

/** Collects what a kind finds in a value. */
export class ValueBuilder {
  readonly items: Item[] = [];
  readonly problems: ValueProblem[] = [];

  /** Adds an item and returns its index, for its parts to name as their parent. */
  item(start: number, end: number, text: string, role: ItemRole, more: Partial<Item> = {}): number {
    this.items.push({ start, end, text, role, ...more });
    return this.items.length - 1;
  }

  problem(
    start: number,
    end: number,
    code: ProblemCode,
    message: string,
    more: { readonly consequence?: string; readonly suggestions?: readonly string[] } = {},
  ): void {
    this.problems.push({ start, end, code, message, ...more });
  }

  /** A token with a `$` is an item that nobody judges. Returns whether it was one. */
  dynamic({ start, end, text }: Token): boolean {
    if (!isDynamic(text)) return false;
    this.item(start, end, text, 'expression', { dynamic: true });
    return true;
  }

  /** A token that begins with `#`: everything from there on was meant as a comment. Returns whether it was one. */
  comment(token: Token, text: string): boolean {
    if (!token.text.startsWith('#')) return false;
    this.problem(
      token.start,
      text.length,
      'trailing-comment',
      `"${quote(text.slice(token.start))}" is not a comment: Postfix has none behind a value`,
    );
    return true;
  }

  result(): ParsedValue {
    return { items: this.items, problems: this.problems };
  }
}

/** A piece of a value for a message: on one line and not too long. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 49)}…` : line;
}
