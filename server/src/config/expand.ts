import { isAtLeast } from '../catalogue/release';
import type {
  Comparison,
  Condition,
  Expression,
  ExpressionErrorCode,
  FunctionCall,
  Operand,
  Reference,
} from '../syntax/expression';
import { compareLevels, isLevel } from './compatibility-level';
import { computedDefault } from './computed-defaults';
import type { Configuration } from './configuration';

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

export type ExpansionFailure = ExpressionErrorCode | 'nesting' | 'bad-number' | 'bad-level';

/** Postfix gives up beyond this depth (mac_expand(3)). */
const maximalDepth = 100;
/** A guard of our own against values that double with each level; no real value comes near it. */
const maximalLength = 1_000_000;

/** Expands a text in a configuration, recursively. Terminates on cycles: they are a failure, as in Postfix. */
export function expandText(text: string, configuration: Configuration): Expansion {
  if (!text.includes('$')) return { text, undefinedNames: [], unknown: [], failure: undefined };
  const expander = new Expander(configuration);
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
    undefinedNames: [...expander.undefinedNames],
    unknown: [...expander.unknown],
    failure,
  };
}

/** Leaves a recursive expansion at once; never leaves this file. */
class Failure extends Error {
  constructor(readonly reason: ExpansionFailure) {
    super(reason);
  }
}

class Expander {
  readonly undefinedNames = new Set<string>();
  readonly unknown = new Set<string>();
  #length = 0;

  constructor(readonly configuration: Configuration) {}

  expand(text: string, depth: number): string {
    if (!text.includes('$')) return text;
    return this.#expression(this.configuration.expression(text), text, 0, depth);
  }

  /** `base`: what the spans of the expression have to be reduced by to be offsets in `text`. */
  #expression(expression: Expression, text: string, base: number, depth: number): string {
    if (depth > maximalDepth) throw new Failure('nesting');
    const [error] = expression.errors;
    if (error !== undefined) throw new Failure(error.code);
    let result = '';
    for (const part of expression.parts) {
      switch (part.kind) {
        case 'literal':
          result += text.slice(part.start - base, part.end - base);
          break;
        case 'escape':
          result += '$';
          break;
        case 'reference':
          result += this.#reference(part, text, base, depth);
          break;
        case 'comparison':
          result += this.#comparison(part, text, base, depth);
          break;
        case 'function':
          result += this.#function(part, text, base, depth);
      }
    }
    this.#length += result.length;
    if (this.#length > maximalLength) throw new Failure('nesting');
    return result;
  }

  #operand(operand: Operand | undefined, text: string, base: number, depth: number): string {
    return operand === undefined ? '' : this.#expression(operand.expression, text, base, depth + 1);
  }

  #reference({ name, condition }: Reference, text: string, base: number, depth: number): string {
    const value = this.#lookup(name);
    if (condition === undefined) return value === undefined ? '' : this.#value(name, value, depth);
    const branch = value !== undefined && value !== '' ? condition.then : condition.otherwise;
    return this.#operand(branch, text, base, depth);
  }

  #value(name: string, value: string, depth: number): string {
    return this.configuration.catalogue.parameter(name)?.raw === true ? value : this.expand(value, depth + 1);
  }

  #lookup(name: string): string | undefined {
    const { configuration } = this;
    const set = configuration.setting(name);
    if (set !== undefined) return set.winner.value.text;
    const computed = computedDefault(name, configuration);
    if (computed === 'unknown') {
      this.unknown.add(name);
      return `<${name}>`;
    }
    const value = computed ?? configuration.defaultOf(name);
    if (value === undefined) this.undefinedNames.add(name);
    return value;
  }

  #comparison(part: Comparison, text: string, base: number, depth: number): string {
    const left = this.#operand(part.left, text, base, depth);
    const right = this.#operand(part.right, text, base, depth);
    const order = part.byLevel ? this.#levelOrder(left, right) : textOrder(left, right);
    const holds = compare(order, part.operator);
    if (part.condition === undefined) return holds ? 'true' : '';
    return this.#branch(holds, part.condition, text, base, depth);
  }

  #branch(holds: boolean, condition: Condition, text: string, base: number, depth: number): string {
    return this.#operand(holds ? condition.then : condition.otherwise, text, base, depth);
  }

  #levelOrder(left: string, right: string): number {
    if (!isAtLeast(this.configuration.release, '3.6')) throw new Failure('operand-expected');
    if (!isLevel(left) || !isLevel(right)) throw new Failure('bad-level');
    return compareLevels(left, right);
  }

  #function({ name, argument }: FunctionCall, text: string, base: number, depth: number): string {
    if (!isAtLeast(this.configuration.release, '3.11')) throw new Failure('bad-name');
    const value = this.#operand(argument, text, base, depth);
    // ASCII names are their own A-label and U-label. Others need the IDNA tables of Postfix's ICU.
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7f]*$/.test(value) && !(name === 'domain_to_utf8' && /(^|\.)xn--/i.test(value)))
      return value;
    this.unknown.add(name);
    return value;
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
