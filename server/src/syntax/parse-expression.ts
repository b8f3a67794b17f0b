import { isNameCharacter, isSpace } from '../text/ascii';
import {
  comparisonOperators,
  type Comparison,
  type ComparisonOperator,
  type Condition,
  type Expression,
  type ExpressionError,
  type ExpressionErrorCode,
  type FunctionCall,
  type Operand,
  type Part,
  type Reference,
} from './expression';

/** The functions that an expression can call, from Postfix 3.11. */
export const expressionFunctions: readonly string[] = ['domain_to_ascii', 'domain_to_utf8'];

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
    const parts: Part[] = [];
    for (let at = from; at < to;) {
      let dollar = this.text.indexOf('$', at);
      if (dollar === -1 || dollar >= to) dollar = to;
      if (dollar > at) parts.push({ kind: 'literal', start: this.base + at, end: this.base + dollar });
      if (dollar === to) break;
      const opening = dollar + 1 < to ? this.text[dollar + 1] : '';
      if (opening === '$') {
        parts.push({ kind: 'escape', start: this.base + dollar, end: this.base + dollar + 2 });
        at = dollar + 2;
      } else if (opening === '{' || opening === '(') {
        const close = this.#closing(dollar + 1, to);
        if (close === undefined) {
          this.#error('truncated', dollar, to);
          parts.push({ kind: 'literal', start: this.base + dollar, end: this.base + to });
          break;
        }
        parts.push(this.#bracketed(dollar, close));
        at = close + 1;
      } else {
        let end = dollar + 1;
        while (end < to && isNameCharacter(this.text.charCodeAt(end))) end++;
        if (end === dollar + 1) {
          this.#error('empty-name', dollar, end);
          parts.push({ kind: 'literal', start: this.base + dollar, end: this.base + end });
        } else {
          parts.push(this.#reference(dollar, end, dollar + 1, end, undefined));
        }
        at = end;
      }
    }
    return parts;
  }

  /** The offset of the bracket that closes the one at `open`, counting only brackets of its own kind. */
  #closing(open: number, to: number): number | undefined {
    const opening = this.text[open];
    const closing = opening === '{' ? '}' : ')';
    let depth = 0;
    for (let at = open; at < to; at++) {
      const character = this.text[at];
      if (character === opening) depth++;
      else if (character === closing && --depth === 0) return at;
    }
    return undefined;
  }

  /** What stands between `${` and `}`, or `$(` and `)`. */
  #bracketed(dollar: number, close: number): Part {
    const from = dollar + 2;
    const start = this.#skipSpace(from, close);
    if (start === close) {
      return this.#bad(start === from ? 'empty-name' : 'bad-name', from, close, dollar, close + 1);
    }
    if (this.text[start] === '{') return this.#comparison(dollar, start, close);

    let nameEnd = start;
    while (nameEnd < close && isNameCharacter(this.text.charCodeAt(nameEnd))) nameEnd++;
    const next = this.#skipSpace(nameEnd, close);
    if (nameEnd > start && next < close && this.text[next] === '{') {
      return this.#functionCall(dollar, start, nameEnd, next, close);
    }
    if (nameEnd === start || (next < close && this.text[next] !== '?' && this.text[next] !== ':')) {
      return this.#bad('bad-name', start, close, dollar, close + 1);
    }
    const condition = next === close ? undefined : this.#condition(next, close);
    return this.#reference(dollar, close + 1, start, nameEnd, condition);
  }

  #functionCall(dollar: number, nameStart: number, nameEnd: number, open: number, close: number): Part {
    const name = this.text.slice(nameStart, nameEnd);
    const end = this.#closing(open, close);
    if (end === undefined) return this.#bad('truncated', open, close, dollar, close + 1);
    if (!expressionFunctions.includes(name)) this.#error('unknown-function', nameStart, nameEnd);
    this.#nothingAfter(end + 1, close);
    const call: FunctionCall = {
      kind: 'function',
      start: this.base + dollar,
      end: this.base + close + 1,
      name,
      nameSpan: { start: this.base + nameStart, end: this.base + nameEnd },
      argument: this.#operand(open + 1, end),
    };
    return call;
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
    if (suffix !== '' && suffix !== 'level') this.#error('bad-operator-suffix', operatorStart, suffixEnd);
    const rightOpen = this.#skipSpace(suffixEnd, close);
    const rightEnd =
      this.text[rightOpen] === '{' && rightOpen < close ? this.#closing(rightOpen, close) : undefined;
    if (rightEnd === undefined) return this.#bad('operand-expected', suffixEnd, close, dollar, close + 1);

    const next = this.#skipSpace(rightEnd + 1, close);
    let condition: Condition | undefined;
    if (next < close) {
      if (this.text[next] === '?' || this.text[next] === ':') condition = this.#condition(next, close);
      else this.#error('unexpected-text', next, close);
    }
    const comparison: Comparison = {
      kind: 'comparison',
      start: this.base + dollar,
      end: this.base + close + 1,
      left: this.#operand(open + 1, leftEnd),
      operator,
      operatorSpan: { start: this.base + operatorStart, end: this.base + suffixEnd },
      byLevel: suffix === 'level',
      right: this.#operand(rightOpen + 1, rightEnd),
      condition,
    };
    return comparison;
  }

  /** `?then`, `:else`, `?{then}`, `?{then}:{else}`, `?{then}:else`, from the `?` or `:` on. */
  #condition(mark: number, close: number): Condition {
    const [first, next] = this.#branch(mark + 1, close);
    if (this.text[mark] === ':') {
      if (next !== undefined) this.#nothingAfter(next, close);
      return { then: undefined, otherwise: first };
    }
    if (next === undefined || next === close) return { then: first, otherwise: undefined };
    if (this.text[next] !== ':') {
      this.#error('colon-expected', next, close);
      return { then: first, otherwise: undefined };
    }
    const [second, rest] = this.#branch(next + 1, close);
    if (rest !== undefined) this.#nothingAfter(rest, close);
    return { then: first, otherwise: second };
  }

  /**
   * One branch: `{text}` with white space before it ignored, and where to go on after it; or everything up to
   * the end of the expression.
   */
  #branch(from: number, close: number): [Operand, number | undefined] {
    const open = this.#skipSpace(from, close);
    if (open < close && this.text[open] === '{') {
      const end = this.#closing(open, close);
      if (end !== undefined) return [this.#operand(open + 1, end), this.#skipSpace(end + 1, close)];
    }
    return [this.#operand(from, close), undefined];
  }

  #operand(from: number, to: number): Operand {
    return { start: this.base + from, end: this.base + to, expression: this.parse(from, to) };
  }

  #reference(
    start: number,
    end: number,
    nameStart: number,
    nameEnd: number,
    condition: Condition | undefined,
  ): Reference {
    return {
      kind: 'reference',
      start: this.base + start,
      end: this.base + end,
      name: this.text.slice(nameStart, nameEnd),
      nameSpan: { start: this.base + nameStart, end: this.base + nameEnd },
      condition,
    };
  }

  #nothingAfter(from: number, close: number): void {
    const rest = this.#skipSpace(from, close);
    if (rest < close) this.#error('unexpected-text', rest, close);
  }

  #skipSpace(from: number, to: number): number {
    let at = from;
    while (at < to && isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  #error(code: ExpressionErrorCode, start: number, end: number): void {
    this.#errors.push({ code, start: this.base + start, end: this.base + Math.max(end, start) });
  }

  /** An expression that cannot be used: an error, and the text as it stands. */
  #bad(code: ExpressionErrorCode, start: number, end: number, partStart: number, partEnd: number): Part {
    this.#error(code, start, end);
    return { kind: 'literal', start: this.base + partStart, end: this.base + partEnd };
  }
}

function isComparisonOperator(text: string): text is ComparisonOperator {
  return (comparisonOperators as readonly string[]).includes(text);
}
