import type { KindOf } from '../catalogue/kind';
import { isDigit } from '../text/ascii';
import type { Span } from '../text/span';
import { Collector } from './collector';
import type { Candidate, ParsedValue, ValueKind } from './value';
import { programsStop, quote } from './wording';

/** Most numbers are kept in 32 bits. */
const largestInteger = 2 ** 31 - 1;

export const integer: ValueKind<KindOf<'integer'>> = {
  parse: (text, kind) => parseNumber(text, { ...kind, largest: largestInteger, suffixUnit: 1000 }),
  candidates: numberCandidates,
};

export interface NumberForm {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The largest number that fits. */
  readonly largest: number;
  /** What a `k` probably means. */
  readonly suffixUnit: 1000 | 1024;
}

/**
 * A number as strtol(3) reads it with nothing behind it: a sign, decimal digits, leading zeros without a meaning. A
 * minimum of zero is not checked by Postfix.
 */
export function parseNumber(text: string, form: NumberForm): ParsedValue {
  const out = new Collector();
  const value = out.scalar(text, 'number', programsStop);
  if (value === undefined) return out;
  if (value.text === '') {
    out.problem('empty-value', value, 'the number is missing', programsStop);
    return out;
  }
  out.add({ ...value, role: 'number' });
  if (isDecimal(value.text)) checkBounds(out, value, Number(value.text), form);
  else notANumber(out, value.text, value, form);
  return out;
}

export function numberCandidates({ min, max }: { min?: number; max?: number }): readonly Candidate[] {
  const candidates: Candidate[] = [];
  if (min !== undefined)
    candidates.push({ label: String(min), role: 'number', detail: 'smallest value', rank: 1 });
  if (max !== undefined)
    candidates.push({ label: String(max), role: 'number', detail: 'largest value', rank: 2 });
  return candidates;
}

/** Reports a number outside what its program takes. */
export function checkBounds(
  out: Collector,
  span: Span,
  number: number,
  { min, max, largest }: Omit<NumberForm, 'suffixUnit'>,
  write: (bound: number) => string = String,
): void {
  if (Math.abs(number) > largest) {
    out.problem(
      'out-of-range',
      span,
      `${number} does not fit: the largest number is ${largest}`,
      programsStop,
    );
  } else if (min !== undefined && min !== 0 && number < min) {
    out.problem(
      'below-minimum',
      span,
      `${write(number)} is below the minimum of ${write(min)}`,
      programsStop,
      [write(min)],
    );
  } else if (max !== undefined && max !== 0 && number > max) {
    out.problem(
      'above-maximum',
      span,
      `${write(number)} is above the maximum of ${write(max)}`,
      programsStop,
      [write(max)],
    );
  }
}

function notANumber(out: Collector, text: string, span: Span, { suffixUnit, largest }: NumberForm): void {
  const suffixed = /^\+?(\d{1,15})(\.\d{1,9})? ?([kmgt])i?b?(?:ytes)?$/i.exec(text);
  if (suffixed !== null) {
    const factor = suffixUnit ** (1 + 'kmgt'.indexOf((suffixed[3] as string).toLowerCase()));
    const number = Math.round(Number(`${suffixed[1]}${suffixed[2] ?? ''}`) * factor);
    const message = `${quote(text)} has a suffix: numbers are decimal digits only`;
    out.problem('number-suffix', span, message, programsStop, number > largest ? [] : [String(number)]);
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
