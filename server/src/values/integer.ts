import type { KindOf } from '../catalogue/kind';
import { isDigit } from '../text/ascii';
import type { Span } from '../text/span';
import { Collector } from './collector';
import type { Candidate, ParsedValue, ValueKind } from './value';
import { programsStop, quote } from './wording';

/** Most numbers are kept in 32 bits. */
const integers: NumberForm = { largest: 2n ** 31n - 1n, suffixUnit: 1000 };

export const integer: ValueKind<KindOf<'integer'>> = {
  parse: (text, kind) => parseNumber(text, kind, integers),
  candidates: numberCandidates,
};

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface NumberForm {
  /** The largest number that fits. */
  readonly largest: bigint;
  /** What a `k` probably means. */
  readonly suffixUnit: 1000 | 1024;
}

/**
 * A number as strtol(3) reads it with nothing behind it: a sign, decimal digits, leading zeros without a meaning. A
 * minimum of zero is not checked by Postfix.
 */
export function parseNumber(text: string, bounds: Bounds, form: NumberForm): ParsedValue {
  const out = new Collector();
  const value = out.scalar(text, 'number', programsStop);
  if (value === undefined) return out;
  if (value.text === '') {
    out.problem('empty-value', value, 'the number is missing', programsStop);
    return out;
  }
  out.add(value, value.text, 'number');
  if (!isDecimal(value.text)) notANumber(out, value.text, value, form);
  else if (!fits(value.text, form.largest)) {
    const message = `${quote(value.text)} is too large: the limit is ${form.largest}`;
    out.problem('out-of-range', value, message, programsStop);
  } else checkBounds(out, value, Number(value.text), bounds);
  return out;
}

/** The bounds of a number, as far as it has any. */
export function numberCandidates({ min, max }: Bounds): readonly Candidate[] {
  const candidates: Candidate[] = [];
  if (min !== undefined)
    candidates.push({ label: String(min), role: 'number', detail: 'smallest value', rank: 1 });
  if (max !== undefined)
    candidates.push({ label: String(max), role: 'number', detail: 'largest value', rank: 2 });
  return candidates;
}

/** Reports a number outside the bounds of its parameter. Zero as a bound means none. */
export function checkBounds(
  out: Collector,
  span: Span,
  number: number,
  { min = 0, max = 0 }: Bounds,
  write: (bound: number) => string = String,
): void {
  if (min !== 0 && number < min) {
    const message = `${write(number)} is below the minimum of ${write(min)}`;
    out.problem('below-minimum', span, message, programsStop, [write(min)]);
  } else if (max !== 0 && number > max) {
    const message = `${write(number)} is above the maximum of ${write(max)}`;
    out.problem('above-maximum', span, message, programsStop, [write(max)]);
  }
}

/** Whether decimal digits are a number within `largest` in both directions. */
function fits(text: string, largest: bigint): boolean {
  if (text.length <= 9) return true;
  const digits = text.replace(/^[-+]?0*/, '');
  return digits.length <= 19 && (digits === '' || BigInt(digits) <= largest);
}

function notANumber(out: Collector, text: string, span: Span, { suffixUnit, largest }: NumberForm): void {
  const suffixed = /^\+?(\d{1,15})(\.\d{1,9})? ?([kmgt])i?b?(?:ytes)?$/i.exec(text);
  if (suffixed !== null) {
    const factor = suffixUnit ** (1 + 'kmgt'.indexOf((suffixed[3] as string).toLowerCase()));
    const number = Math.round(Number(`${suffixed[1]}${suffixed[2] ?? ''}`) * factor);
    const message = `${quote(text)} has a suffix: numbers are decimal digits only`;
    out.problem(
      'number-suffix',
      span,
      message,
      programsStop,
      BigInt(number) > largest ? [] : [String(number)],
    );
    return;
  }
  out.problem('not-a-number', span, `${quote(text)} is not a decimal number`, programsStop, [
    probableNumber(text),
  ]);
}

/** `0x10`, `1e3`, `1 000`, `1,000`, `'5'`, `5 bytes`, `1.5`: what was meant, where that is plain. */
function probableNumber(text: string): string | undefined {
  if (/^0x[0-9a-f]{1,12}$/i.test(text)) return String(parseInt(text, 16));
  if (/^\d{1,9}e\d{1,2}$/i.test(text) && Number(text) < 2 ** 53) return String(Number(text));
  if (/^\d{1,3}([ ,._']\d{3}){1,5}$/.test(text)) return text.replace(/\D/g, '');
  return /^["']?([-+]?\d{1,18})["';]?(?: ?b| ?bytes)?$/i.exec(text)?.[1];
}

function isDecimal(text: string): boolean {
  let at = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  if (at === text.length) return false;
  for (; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}
