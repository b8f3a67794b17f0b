import type { DurationUnit, KindOf } from '../catalogue/kind';
import { isAtLeast } from '../catalogue/release';
import { isDigit } from '../text/ascii';
import { Collector } from './collector';
import { checkBounds } from './integer';
import { termId } from './terms';
import type { Token } from './tokens';
import type { ValueKind } from './value';
import { programsStop, quote } from './wording';

const seconds: Readonly<Record<DurationUnit, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const largestSeconds = 2 ** 31 - 1;

/**
 * A number and at most one unit letter (conv_time(3)): no sign but `+`, no fraction, no blank, no upper case. From 3.1
 * what follows the letter is ignored.
 */
export const duration: ValueKind<KindOf<'duration'>> = {
  parse(text, kind, context) {
    const out = new Collector();
    // Behind a unit letter even a comment is ignored.
    const ignoresComment = /^\+?\d*[smhdw]/.test(text) && isAtLeast(context.release, '3.1');
    const value = out.scalar(text, 'number', ignoresComment ? 'it is ignored' : programsStop);
    if (value === undefined) return out;
    if (value.text === '') {
      out.problem('empty-value', value, 'the time is missing', programsStop);
      return out;
    }
    const read = readDuration(value.text, kind.unit);
    if (read === undefined || (read.end < value.end && !isAtLeast(context.release, '3.1'))) {
      out.add(value, value.text, 'number');
      out.problem('not-a-duration', value, notADuration(value.text), programsStop, [
        meantDuration(value.text),
      ]);
      return out;
    }
    const { digitsEnd, end, unit } = read;
    const number =
      digitsEnd === 0
        ? undefined
        : out.add({ start: 0, end: digitsEnd }, value.text.slice(0, digitsEnd), 'number');
    if (end > digitsEnd) {
      const term = termId(context, 'duration', unit);
      out.add({ start: digitsEnd, end }, unit, 'unit', { term, parent: number });
    }
    checkDuration(out, value, read, kind);
    if (end < value.end && out.problems.length === 0) ignoredText(out, value, value.text.slice(0, end));
    return out;
  },
  // A unit alone stands for no time at all.
  candidates: () => [],
};

export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
  /** After the sign and the digits. */
  readonly digitsEnd: number;
  /** After the unit letter. */
  readonly end: number;
}

/** What Postfix reads, from 3.1 on; undefined where it stops. */
export function readDuration(text: string, defaultUnit: DurationUnit): Duration | undefined {
  let at = text.startsWith('+') ? 1 : 0;
  const digits = at;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  // Without digits strtol(3) reads nothing at all, not even the sign.
  if (at === digits) at = 0;
  const count = Number(text.slice(0, at));
  if (at === text.length) return { count, unit: defaultUnit, digitsEnd: at, end: at };
  const letter = text[at] as string;
  return isUnit(letter) ? { count, unit: letter, digitsEnd: at, end: at + 1 } : undefined;
}

function isUnit(letter: string): letter is DurationUnit {
  return letter === 's' || letter === 'm' || letter === 'h' || letter === 'd' || letter === 'w';
}

function ignoredText(out: Collector, value: Token, read: string): void {
  const isNumber = read.length > 1;
  const message = `Postfix reads ${quote(value.text)} as ${isNumber ? read : '0'}`;
  const meant = meantDuration(value.text);
  const rest = `what follows the ${quote(read.slice(-1))} is ignored`;
  out.problem('ignored-text', value, message, rest, isNumber ? [...new Set([meant, read])] : []);
}

function checkDuration(
  out: Collector,
  token: Token,
  { count, unit }: Duration,
  { min, max }: KindOf<'duration'>,
): void {
  const factor = seconds[unit];
  // conv_time(3) wants the count strictly below the largest number divided by the unit.
  const fits = unit === 's' ? count <= largestSeconds : count < Math.floor(largestSeconds / factor);
  if (fits) checkBounds(out, token, count * factor, { min, max }, shortest);
  else {
    const message = `${quote(token.text)} is too long: the limit is ${largestSeconds} seconds`;
    out.problem('out-of-range', token, message, programsStop);
  }
}

function notADuration(text: string): string {
  if (/^[\d.]+[SMHDW]$/.test(text)) return `${quote(text)} has its unit in upper case`;
  if (/^\d+\s+[a-z]/i.test(text)) return `${quote(text)} has a blank before its unit`;
  if (/^\d*[.,]\d/.test(text)) return `${quote(text)} has a fraction`;
  return `${quote(text)} is not a time: a number and one of s, m, h, d, w`;
}

const longUnits: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|msecs?|milliseconds?)$/, 0.001],
  [/^(?:s|secs?|seconds?)$/, seconds.s],
  [/^(?:m|mins?|minutes?)$/, seconds.m],
  [/^(?:h|hrs?|hours?)$/, seconds.h],
  [/^(?:d|days?)$/, seconds.d],
  [/^(?:w|wks?|weeks?)$/, seconds.w],
  [/^(?:mon|months?)$/, 30 * seconds.d],
  [/^(?:y|yrs?|years?)$/, 365 * seconds.d],
];

/** `1h30m`, `5min`, `10 S`, `1.5h`, `5y` … in the way Postfix wants it; undefined where that is not plain. */
function meantDuration(text: string): string | undefined {
  if (text.length > 40) return undefined;
  let total = 0;
  const rest = text
    .toLowerCase()
    .replace(/^["'+-]+|["';]+$/g, '')
    .replace(/(\d+(?:[.,]\d+)?)\s*([a-z]+)[\s,]*/g, (all, count: string, name: string) => {
      const unit = longUnits.find(([pattern]) => pattern.test(name));
      if (unit === undefined) return all;
      total += Number(count.replace(',', '.')) * unit[1];
      return '';
    });
  return rest !== '' || total === 0 || total > largestSeconds ? undefined : shortest(Math.ceil(total));
}

/** A number of seconds with the largest unit that divides it. */
function shortest(total: number): string {
  const unit = (['w', 'd', 'h', 'm'] as const).find(letter => total !== 0 && total % seconds[letter] === 0);
  return unit === undefined ? `${total}s` : `${total / seconds[unit]}${unit}`;
}
