import { isAtLeast, type Release } from '../catalogue/release';
import type {
  Comparison,
  Condition,
  Expression,
  ExpressionErrorCode,
  FunctionCall,
  Operand,
  Reference,
} from '../syntax/expression';
import { domainToAscii, domainToUnicode } from '../text/punycode';
import { compareLevels, isLevel } from './compatibility-level';

/** What a value becomes when Postfix expands it. */
export interface Expansion {
  readonly text: string;
  /** Names that are defined nowhere: they expand to nothing. */
  readonly undefinedNames: readonly string[];
  /** Parts that only the machine knows: `myhostname` where the file does not set it. Shown as `<myhostname>`. */
  readonly unknown: readonly string[];
  /** Why Postfix gives up ("macro processing error"); the text is what was there before. */
  readonly failure: ExpansionFailure | undefined;
}

export type ExpansionFailure = ExpressionErrorCode | 'bad-number' | 'bad-level' | 'bad-domain';

/** Where an expansion finds the values of names. */
export interface Scope {
  readonly release: Release;
  /** The value of a name before expansion: undefined where it has none, `unknown` where only the machine knows it. */
  lookup(name: string): string | undefined | typeof unknown;
  /** The expressions of a text, parsed once. */
  expression(text: string): Expression;
}

/** Stands for a value that only the machine knows that Postfix runs on. */
export const unknown: unique symbol = Symbol('unknown');

/** Postfix gives up beyond this depth (mac_expand(3)). */
const maximalDepth = 100;
/** Guards of our own, because operands of comparisons count from zero again and values can double with each level. */
const maximalFrames = 1_000;
const maximalSteps = 200_000;
const maximalLength = 1_000_000;

/** Expands a text in a scope, recursively. Terminates on cycles: they are a failure, as in Postfix. */
export function expandText(text: string, scope: Scope): Expansion {
  if (!text.includes('$')) return { text, undefinedNames: [], unknown: [], failure: undefined };
  const expander = new Expander(scope);
  let result = '';
  let failure: ExpansionFailure | undefined;
  try {
    result = expander.expand(text, 0);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = error.reason;
    result = text;
  }
  return {
    text: result,
    undefinedNames: namesOf(expander.undefinedNames),
    unknown: namesOf(expander.unknown),
    failure,
  };
}

/** Leaves a recursive expansion at once; never leaves this file. */
class Failure extends Error {
  constructor(readonly reason: ExpansionFailure) {
    super(reason);
  }
}

const noNames: readonly string[] = [];

function namesOf(names: ReadonlySet<string> | undefined): readonly string[] {
  return names === undefined ? noNames : [...names];
}

class Expander {
  undefinedNames: Set<string> | undefined;
  unknown: Set<string> | undefined;
  #frames = 0;
  #steps = 0;
  #length = 0;

  constructor(readonly scope: Scope) {}

  expand(text: string, depth: number): string {
    if (text === '') return '';
    if (!text.includes('$') && depth <= maximalDepth) return this.#counted(text);
    return this.#expression(this.scope.expression(text), text, depth);
  }

  #expression(expression: Expression, text: string, depth: number): string {
    if (expression.parts.length === 0) return '';
    if (depth > maximalDepth || this.#frames > maximalFrames) throw new Failure('nesting');
    this.#frames++;
    let result = '';
    for (const part of expression.parts) {
      if (part.error !== undefined) throw new Failure(part.error.code);
      if (++this.#steps > maximalSteps) throw new Failure('nesting');
      switch (part.kind) {
        case 'literal':
          result += text.slice(part.start, part.end);
          break;
        case 'escape':
          result += '$';
          break;
        case 'reference':
          result += this.#reference(part, text, depth);
          break;
        case 'comparison':
          result += this.#comparison(part, text, depth);
          break;
        case 'function':
          result += this.#function(part, text, depth);
      }
    }
    this.#frames--;
    return this.#counted(result);
  }

  #counted(result: string): string {
    this.#length += result.length;
    if (this.#length > maximalLength) throw new Failure('nesting');
    return result;
  }

  #operand(operand: Operand | undefined, text: string, depth: number): string {
    return operand === undefined ? '' : this.#expression(operand.expression, text, depth);
  }

  #reference({ name, condition }: Reference, text: string, depth: number): string {
    const value = this.scope.lookup(name);
    if (value === unknown) (this.unknown ??= new Set()).add(name);
    else if (value === undefined) (this.undefinedNames ??= new Set()).add(name);
    if (condition !== undefined) {
      return this.#operand(
        value === '' || value === undefined ? condition.otherwise : condition.then,
        text,
        depth + 1,
      );
    }
    if (value === unknown) return `<${name}>`;
    return value === undefined ? '' : this.expand(value, depth + 1);
  }

  #comparison(part: Comparison, text: string, depth: number): string {
    // Postfix expands operands on their own, so that their depth counts from zero.
    const left = this.#operand(part.left, text, 0);
    const right = this.#operand(part.right, text, 0);
    const order = part.byLevel ? this.#levelOrder(left, right) : textOrder(left, right);
    const holds = compare(order, part.operator);
    if (part.condition === undefined) return holds ? 'true' : '';
    return this.#branch(holds, part.condition, text, depth);
  }

  #branch(holds: boolean, condition: Condition, text: string, depth: number): string {
    return this.#operand(holds ? condition.then : condition.otherwise, text, depth + 1);
  }

  #levelOrder(left: string, right: string): number {
    if (!isAtLeast(this.scope.release, '3.6')) throw new Failure('operand-expected');
    if (!isLevel(left) || !isLevel(right)) throw new Failure('bad-level');
    return compareLevels(left, right);
  }

  #function({ name, argument }: FunctionCall, text: string, depth: number): string {
    if (!isAtLeast(this.scope.release, '3.11')) throw new Failure('bad-name');
    const value = this.#operand(argument, text, depth + 1);
    const converted = name === 'domain_to_ascii' ? domainToAscii(value) : domainToUnicode(value);
    if (converted === undefined) throw new Failure('bad-domain');
    return converted;
  }
}

/** All digits on both sides: numbers; otherwise bytes, as strcmp(3) compares them. */
function textOrder(left: string, right: string): number {
  if (/^\d+$/.test(left) && /^\d+$/.test(right)) {
    const [a, b] = [BigInt(left), BigInt(right)];
    if (a > 0x7fffffffffffffffn || b > 0x7fffffffffffffffn) throw new Failure('bad-number');
    return a === b ? 0 : a < b ? -1 : 1;
  }
  return left === right ? 0 : left < right ? -1 : 1;
}

function compare(order: number, operator: Comparison['operator']): boolean {
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
  }
}
