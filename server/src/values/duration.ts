import { isAtLeast } from '../catalogue/release';
import type { DurationUnit, KindOf } from '../catalogue/kind';
import { quote, ValueBuilder } from './build';
import { isDynamic, tokens } from './tokens';
import type { Candidate, ParsedValue, ValueKind } from './value';

export const secondsOfUnit: Readonly<Record<DurationUnit, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
};

export const unitNames: Readonly<Record<DurationUnit, string>> = {
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
};

/** The seconds that Postfix reads; undefined where it reads nothing. `unit` counts where the text has none. */
export function durationSeconds(text: string, unit: DurationUnit): number | undefined {
  const match = /^\+?(\d*)([smhdw])?/.exec(text);
  if (match === null || (match[1] === '' && match[2] === undefined)) return undefined;
  return (
    Number(match[1] === '' ? '0' : match[1]) * secondsOfUnit[(match[2] as DurationUnit | undefined) ?? unit]
  );
}

/** A number and at most one unit letter (conv_time.c); from 3.1 what follows the letter is dropped without a word. */
export const duration: ValueKind<KindOf<'duration'>> = {
  parse(text, kind, context): ParsedValue {
    const builder = new ValueBuilder();
    if (isDynamic(text)) {
      builder.item(0, text.length, text, 'expression', { dynamic: true });
      return builder.result();
    }
    const match = /^(\+?\d+)([smhdw])?/.exec(text);
    const rest = match === null ? text : text.slice(match[0].length);
    const stopsAtUnit = match?.[2] !== undefined && isAtLeast(context.release, '3.1');
    if (match === null || (rest !== '' && !stopsAtUnit)) {
      const [first, second] = tokens(text);
      const isFine =
        durationSeconds(first?.text ?? '', kind.unit) !== undefined &&
        /^\d+[smhdw]?$/.test(first?.text ?? '');
      if (second !== undefined && isFine && builder.comment(second, text)) return builder.result();
      builder.problem(0, text.length, 'not-a-duration', notADuration(text), {
        consequence: 'every program that reads it stops with "bad time value or unit"',
        suggestions: meantDurations(text),
      });
      return builder.result();
    }
    const [whole, digits = '', letter] = match;
    builder.item(0, digits.length, digits, 'number');
    if (letter !== undefined)
      builder.item(digits.length, whole.length, letter, 'unit', { term: `duration/${letter}` });
    if (rest !== '') {
      const [, second] = tokens(text);
      if (second === undefined || !builder.comment(second, text)) {
        const name = unitNames[letter as DurationUnit];
        builder.problem(
          0,
          text.length,
          'ignored-text',
          `Postfix reads "${quote(text)}" as ${Number(digits)} ${name}: it stops after the first letter`,
          {
            suggestions: meantDurations(text),
          },
        );
      }
    }
    checkBounds(builder, text, kind);
    return builder.result();
  },
  candidates(kind): readonly Candidate[] {
    return (Object.keys(secondsOfUnit) as DurationUnit[]).map(unit => ({
      label: `1${unit}`,
      insert: `\${1:1}${unit}`,
      isSnippet: true,
      role: 'number',
      term: `duration/${unit}`,
      detail: unit === kind.unit ? `${unitNames[unit]} (the unit when none is given)` : unitNames[unit],
    }));
  },
};

function notADuration(text: string): string {
  return text === ''
    ? 'an empty value is not a time'
    : `"${quote(text)}" is not a number with one unit (s, m, h, d or w)`;
}

function checkBounds(builder: ValueBuilder, text: string, kind: KindOf<'duration'>): void {
  const seconds = durationSeconds(text, kind.unit);
  if (seconds === undefined) return;
  const consequence = 'every program that reads it stops';
  if (seconds > 2_147_483_647) {
    builder.problem(0, text.length, 'number-too-large', `${quote(text)} is longer than Postfix can count`, {
      consequence,
    });
  } else if (kind.min !== undefined && seconds < kind.min) {
    builder.problem(0, text.length, 'below-minimum', `${quote(text)} is below the minimum of ${kind.min} s`, {
      consequence,
      suggestions: [`${kind.min}s`],
    });
  } else if (kind.max !== undefined && seconds > kind.max) {
    builder.problem(0, text.length, 'above-maximum', `${quote(text)} is above the maximum of ${kind.max} s`, {
      consequence,
      suggestions: [`${kind.max}s`],
    });
  }
}

const words: Readonly<Record<string, DurationUnit>> = {
  s: 's',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  m: 'm',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  h: 'h',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  d: 'd',
  day: 'd',
  days: 'd',
  w: 'w',
  week: 'w',
  weeks: 'w',
};

/** What was meant, in the largest unit that says it exactly: `1h30m` → 90m, `10 S` → 10s, `5min` → 5m. */
function meantDurations(text: string): string[] {
  const compact = text.toLowerCase().replace(/\s+/g, '');
  if (!/^(?:\d{1,9}(?:\.\d{1,3})?[a-z]+)+$/.test(compact)) return [];
  let seconds = 0;
  for (const [, number = '', word = ''] of compact.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)) {
    const unit = words[word];
    if (unit === undefined) return [];
    seconds += Number(number) * secondsOfUnit[unit];
  }
  if (!Number.isInteger(seconds)) return [];
  const unit =
    (['w', 'd', 'h', 'm'] as const).find(
      candidate => seconds > 0 && seconds % secondsOfUnit[candidate] === 0,
    ) ?? 's';
  return [`${seconds / secondsOfUnit[unit]}${unit}`];
}
