import type { Span } from '../text/span';

/**
 * A value with its `$name` expressions taken apart (mac_parse(3), mac_expand(3)). Spans are offsets in the
 * text that was parsed.
 */
export interface Expression {
  readonly parts: readonly Part[];
  /**
   * All errors, those in branches included. Postfix stops with "macro processing error" at the first one that it comes to,
   * so an error in a branch that is not taken does no harm.
   */
  readonly errors: readonly ExpressionError[];
}

export type Part = Literal | Escape | Reference | Comparison | FunctionCall;

interface PartSpan extends Span {
  /** What stops Postfix when it comes to this part. */
  readonly error?: ExpressionError;
}

/** Text that stands for itself; with an error: an expression that cannot be read. */
export interface Literal extends PartSpan {
  readonly kind: 'literal';
}

/** `$$`, which stands for one `$`. */
export interface Escape extends PartSpan {
  readonly kind: 'escape';
}

/** `$name`, `$(name)`, `${name}`, `${name?then}`, `${name:else}`, `${name?{then}:{else}}`. */
export interface Reference extends PartSpan {
  readonly kind: 'reference';
  readonly name: string;
  readonly nameSpan: Span;
  readonly condition: Condition | undefined;
}

/** `${{left} op {right} ? {then} : {else}}`, from 3.0; with the suffix `level` from 3.6. */
export interface Comparison extends PartSpan {
  readonly kind: 'comparison';
  readonly left: Operand;
  readonly operator: ComparisonOperator;
  readonly operatorSpan: Span;
  /** Compares compatibility levels (3.10 > 3.6) instead of numbers or text. */
  readonly byLevel: boolean;
  readonly right: Operand;
  /** Without one the result is `true` or nothing. */
  readonly condition: Condition | undefined;
}

/** `${domain_to_ascii{text}}` and `${domain_to_utf8{text}}`, from 3.11. */
export interface FunctionCall extends PartSpan {
  readonly kind: 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly argument: Operand;
}

/** What an expression becomes when its test holds, and when it does not; nothing where left out. */
export interface Condition {
  readonly then: Operand | undefined;
  readonly otherwise: Operand | undefined;
}

/** Text inside braces, or, after a bare `?` or `:`, the rest of the expression. */
export interface Operand extends Span {
  readonly expression: Expression;
}

export const comparisonOperators = ['==', '!=', '<', '<=', '>=', '>'] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export type ExpressionErrorCode =
  | 'empty-name'
  | 'truncated'
  | 'bad-name'
  | 'unexpected-text'
  | 'colon-expected'
  | 'operator-expected'
  | 'operand-expected'
  | 'bad-operator-suffix'
  | 'unknown-function'
  | 'nesting';

export interface ExpressionError extends Span {
  readonly code: ExpressionErrorCode;
}
