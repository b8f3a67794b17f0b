import { isNameCharacter } from '../text/ascii';
import {
  comparisonOperators,
  type Comparison,
  type ComparisonOperator,
  type Condition,
  type Expression,
  type ExpressionError,
  type ExpressionErrorCode,
  type Literal,
  type Operand,
  type Part,
} from './expression';

/** The functions that an expression can call, from Postfix 3.11. */
export const expressionFunctions: readonly string[] = ['domain_to_ascii', 'domain_to_utf8'];

/** Expressions within expressions: Postfix gives up at about this depth, and so do we. */
const maximalDepth = 100;

const nothing: Expression = { parts: [], errors: [] };

/**
 * Parses the `$name` expressions of a value. `base` is added to all offsets. Never throws: an error is recorded where
 * Postfix would stop, and parsing goes on after it so that editors can still show the rest.
 */
export function parseExpression(text: string, base = 0): Expression {
  if (text === '') return nothing;
  if (!text.includes('$'))
    return { parts: [{ kind: 'literal', start: base, end: base + text.length }], errors: [] };
  return new Parser(text, base).parse(0, text.length);
}

class Parser {
  readonly #errors: ExpressionError[] = [];
  #depth = 0;

  constructor(
    readonly text: string,
    readonly base: number,
  ) {}

  parse(from: number, to: number): Expression {
    const errorsBefore = this.#errors.length;
    const parts = this.#parts(from, to);
    return { parts, errors: this.#errors.slice(errorsBefore) };
  }

  #parts(from: number, to: number): Part[] {
    if (this.#depth === maximalDepth) return [this.#bad('nesting', from, to, from, to)];
    this.#depth++;
    const parts: Part[] = [];
    for (let at = from; at < to;) {
      let dollar = this.text.indexOf('$', at);
      if (dollar === -1 || dollar >= to) dollar = to;
      if (dollar > at) parts.push(this.#literal(at, dollar));
      if (dollar === to) break;
      const opening = dollar + 1 < to ? this.text[dollar + 1] : '';
      if (opening === '$') {
        parts.push({ kind: 'escape', start: this.base + dollar, end: this.base + dollar + 2 });
        at = dollar + 2;
      } else if (opening === '{' || opening === '(') {
        const close = this.#closing(dollar + 1, to);
        if (close === undefined) {
          parts.push(this.#bad('truncated', dollar, to, dollar, to));
          break;
        }
        parts.push(this.#bracketed(dollar, close));
        at = close + 1;
      } else {
        let end = dollar + 1;
        while (end < to && isNameCharacter(this.text.charCodeAt(end))) end++;
        parts.push(
          end === dollar + 1
            ? this.#bad('empty-name', dollar, end, dollar, end)
            : {
                kind: 'reference',
                start: this.base + dollar,
                end: this.base + end,
                name: this.text.slice(dollar + 1, end),
                nameSpan: { start: this.base + dollar + 1, end: this.base + end },
                condition: undefined,
              },
        );
        at = end;
      }
    }
    this.#depth--;
    return parts;
  }

  /** The offset of the bracket that closes the one at `open`, counting only brackets of its own kind. */
  #closing(open: number, to: number): number | undefined {
    const opening = this.text.charCodeAt(open);
    // `(` is followed by `)`, `{` by `|` and `}`.
    const closing = opening === 40 ? 41 : 125;
    let depth = 0;
    for (let at = open; at < to; at++) {
      const code = this.text.charCodeAt(at);
      if (code === opening) depth++;
      else if (code === closing && --depth === 0) return at;
    }
    return undefined;
  }

  /** What stands between `${` and `}`, or `$(` and `)`. */
  #bracketed(dollar: number, close: number): Part {
    const from = dollar + 2;
    if (from === close) return this.#bad('empty-name', from, close, dollar, close + 1);
    const start = this.#skipSpace(from, close);
    if (start < close && this.text[start] === '{') return this.#comparison(dollar, start, close);

    // The name may be empty where blanks or a condition stand: `${ }`, `${?x}`. It is then a name that nothing has.
    let nameEnd = start;
    while (nameEnd < close && isNameCharacter(this.text.charCodeAt(nameEnd))) nameEnd++;
    const next = this.#skipSpace(nameEnd, close);
    const mark = next < close ? this.text[next] : undefined;
    if (mark === '{') return this.#functionCall(dollar, start, nameEnd, next, close);
    if (mark !== undefined && mark !== '?' && mark !== ':') {
      return this.#bad('bad-name', start, close, dollar, close + 1);
    }
    const { condition, error } = this.#condition(mark, next, close);
    return {
      kind: 'reference',
      start: this.base + dollar,
      end: this.base + close + 1,
      name: this.text.slice(start, nameEnd),
      nameSpan: { start: this.base + start, end: this.base + nameEnd },
      condition,
      ...error,
    };
  }

  #functionCall(dollar: number, nameStart: number, nameEnd: number, open: number, close: number): Part {
    const name = this.text.slice(nameStart, nameEnd);
    const end = this.#closing(open, close);
    if (end === undefined) return this.#bad('truncated', open, close, dollar, close + 1);
    const rest = this.#skipSpace(end + 1, close);
    const error = !expressionFunctions.includes(name)
      ? this.#error('unknown-function', nameStart, nameEnd)
      : rest < close
        ? this.#error('unexpected-text', rest, close)
        : {};
    return {
      kind: 'function',
      start: this.base + dollar,
      end: this.base + close + 1,
      name,
      nameSpan: { start: this.base + nameStart, end: this.base + nameEnd },
      argument: this.#operand(open + 1, end),
      ...error,
    };
  }

  #comparison(dollar: number, open: number, close: number): Part {
    const leftEnd = this.#closing(open, close);
    if (leftEnd === undefined) return this.#bad('truncated', open, close, dollar, close + 1);
    const operatorStart = this.#skipSpace(leftEnd + 1, close);
    let operatorEnd = operatorStart;
    while (operatorEnd < close && '<>!=?+-*/~&|%'.includes(this.text[operatorEnd] as string)) operatorEnd++;
    const operator = this.text.slice(operatorStart, operatorEnd);
    if (!isComparisonOperator(operator)) {
      return this.#bad('operator-expected', operatorStart, close, dollar, close + 1);
    }
    let suffixEnd = operatorEnd;
    while (suffixEnd < close && isNameCharacter(this.text.charCodeAt(suffixEnd))) suffixEnd++;
    const suffix = this.text.slice(operatorEnd, suffixEnd);
    if (suffix !== '' && suffix !== 'level') {
      return this.#bad('bad-operator-suffix', operatorStart, suffixEnd, dollar, close + 1);
    }
    const rightOpen = this.#skipSpace(suffixEnd, close);
    const rightEnd =
      rightOpen < close && this.text[rightOpen] === '{' ? this.#closing(rightOpen, close) : undefined;
    if (rightEnd === undefined) return this.#bad('operand-expected', suffixEnd, close, dollar, close + 1);

    const left = this.#operand(open + 1, leftEnd);
    const right = this.#operand(rightOpen + 1, rightEnd);
    const next = this.#skipSpace(rightEnd + 1, close);
    const mark = next < close ? this.text[next] : undefined;
    const { condition, error } =
      mark === undefined || mark === '?' || mark === ':'
        ? this.#condition(mark, next, close)
        : { condition: undefined, error: this.#error('unexpected-text', next, close) };
    const comparison: Comparison = {
      kind: 'comparison',
      start: this.base + dollar,
      end: this.base + close + 1,
      left,
      operator,
      operatorSpan: { start: this.base + operatorStart, end: this.base + suffixEnd },
      byLevel: suffix === 'level',
      right,
      condition,
      ...error,
    };
    return comparison;
  }

  /** `?then`, `:else`, `?{then}`, `?{then}:{else}`, `?{then}:else`, from the `?` or `:` on. */
  #condition(mark: string | undefined, at: number, close: number): Conditional {
    if (mark === undefined) return { condition: undefined, error: {} };
    const first = this.#branch(at + 1, close);
    if (mark === ':')
      return { condition: { then: undefined, otherwise: first.operand }, error: this.#end(first, close) };
    if (first.next === undefined || first.next === close) {
      return { condition: { then: first.operand, otherwise: undefined }, error: first.error };
    }
    if (this.text[first.next] !== ':') {
      return {
        condition: { then: first.operand, otherwise: undefined },
        error: this.#error('colon-expected', first.next, close),
      };
    }
    const second = this.#branch(first.next + 1, close);
    return { condition: { then: first.operand, otherwise: second.operand }, error: this.#end(second, close) };
  }

  /**
   * One branch: `{text}` with white space before it ignored, and where to go on after it; or everything up to
   * the end of the expression.
   */
  #branch(from: number, close: number): Branch {
    const open = this.#skipSpace(from, close);
    if (open === close || this.text[open] !== '{') {
      return { operand: this.#operand(from, close), next: undefined, error: {} };
    }
    const end = this.#closing(open, close);
    // Possible inside `$( … )`, which does not count braces.
    if (end === undefined) {
      const operand = this.#operand(open + 1, close);
      return { operand, next: undefined, error: this.#error('truncated', open, close) };
    }
    return { operand: this.#operand(open + 1, end), next: this.#skipSpace(end + 1, close), error: {} };
  }

  /** The error of a branch after which the expression has to end. */
  #end({ next, error }: Branch, close: number): MaybeError {
    return next !== undefined && next < close ? this.#error('unexpected-text', next, close) : error;
  }

  #operand(from: number, to: number): Operand {
    return { start: this.base + from, end: this.base + to, expression: this.parse(from, to) };
  }

  #literal(from: number, to: number): Literal {
    return { kind: 'literal', start: this.base + from, end: this.base + to };
  }

  /** What Postfix takes for white space inside an expression: no vertical tab, no form feed. */
  #skipSpace(from: number, to: number): number {
    let at = from;
    while (at < to && ' \t\r\n'.includes(this.text[at] as string)) at++;
    return at;
  }

  #error(code: ExpressionErrorCode, start: number, end: number): MaybeError {
    const error = { code, start: this.base + start, end: this.base + end };
    this.#errors.push(error);
    return { error };
  }

  /** An expression that cannot be used: the text as it stands, with the error. */
  #bad(code: ExpressionErrorCode, start: number, end: number, partStart: number, partEnd: number): Literal {
    return { ...this.#literal(partStart, partEnd), ...this.#error(code, start, end) };
  }
}

interface MaybeError {
  readonly error?: ExpressionError;
}

interface Conditional {
  readonly condition: Condition | undefined;
  readonly error: MaybeError;
}

interface Branch {
  readonly operand: Operand;
  /** Where the expression goes on; undefined where the branch reaches to its end. */
  readonly next: number | undefined;
  readonly error: MaybeError;
}

function isComparisonOperator(text: string): text is ComparisonOperator {
  return (comparisonOperators as readonly string[]).includes(text);
}
