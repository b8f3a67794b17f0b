import type { Span } from '../text/span';

/**
 * A value with its `$name` expressions taken apart (mac_parse(3), mac_expand(3)). Spans are offsets in the
 * text that was parsed.
 */
export interface Expression {
  readonly parts: readonly Part[];
  /** Postfix stops at the first of these with "macro processing error". */
  readonly errors: readonly ExpressionError[];
}

export type Part = Literal | Escape | Reference | Comparison | FunctionCall;

/** Text that stands for itself. */
export interface Literal extends Span {
  readonly kind: 'literal';
}

/** `$$`, which stands for one `$`. */
export interface Escape extends Span {
  readonly kind: 'escape';
}

/** `$name`, `$(name)`, `${name}`, `${name?then}`, `${name:else}`, `${name?{then}:{else}}`. */
export interface Reference extends Span {
  readonly kind: 'reference';
  readonly name: string;
  readonly nameSpan: Span;
  readonly condition: Condition | undefined;
}

/** `${{left} op {right} ? {then} : {else}}`, from 3.0; with the suffix `level` from 3.6. */
export interface Comparison extends Span {
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
export interface FunctionCall extends Span {
  readonly kind: 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly argument: Operand;
}

/** What the expression becomes when its test holds, and when it does not; nothing where left out. */
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
  | 'unknown-function';

export interface ExpressionError extends Span {
  readonly code: ExpressionErrorCode;
}
