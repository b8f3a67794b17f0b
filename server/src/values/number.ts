import type { KindOf } from '../catalogue/kind';
import { quote, ValueBuilder } from './build';
import { isDynamic, tokens } from './tokens';
import type { Candidate, ParsedValue, ValueKind } from './value';

/** The largest value of C's int. Sizes are longs, which are larger on every system of today. */
const largestInteger = 2_147_483_647n;
const largestLong = 9_223_372_036_854_775_807n;

const factors: Readonly<Record<string, bigint>> = { k: 1024n, m: 1024n ** 2n, g: 1024n ** 3n };

function parseNumber(text: string, kind: KindOf<'integer' | 'size'>): ParsedValue {
  const builder = new ValueBuilder();
  const end = text.length;
  if (isDynamic(text)) {
    builder.item(0, end, text, 'expression', { dynamic: true });
    return builder.result();
  }
  const digits = /^[+-]?\d+$/.exec(text);
  if (digits === null) {
    const [first, second] = tokens(text);
    if (second !== undefined && /^[+-]?\d+$/.test(first?.text ?? '') && builder.comment(second, text)) {
      return builder.result();
    }
    const message = text === '' ? 'an empty value is not a number' : `"${quote(text)}" is not a whole number`;
    builder.problem(0, end, 'not-a-number', message, {
      consequence: 'every program that reads it stops with "bad numerical configuration"',
      suggestions: meantNumber(text),
    });
    return builder.result();
  }
  builder.item(0, end, text, 'number');
  const value = BigInt(text.replace('+', ''));
  const largest = kind.type === 'size' ? largestLong : largestInteger;
  if (value > largest || value < -largest) {
    builder.problem(0, end, 'number-too-large', `${text} is larger than Postfix can read here`, {
      consequence: 'every program that reads it stops with "bad numerical configuration"',
      suggestions: [String(largest)],
    });
  } else if (kind.min !== undefined && value < BigInt(kind.min)) {
    builder.problem(0, end, 'below-minimum', `${text} is below the minimum of ${kind.min}`, {
      consequence: 'every program that reads it stops with "invalid parameter value"',
      suggestions: [String(kind.min)],
    });
  } else if (kind.max !== undefined && value > BigInt(kind.max)) {
    builder.problem(0, end, 'above-maximum', `${text} is above the maximum of ${kind.max}`, {
      consequence: 'every program that reads it stops with "invalid parameter value"',
      suggestions: [String(kind.max)],
    });
  }
  return builder.result();
}

/** 10M → 10485760, 1_000 → 1000, 0x10 → 16; nothing where it is a guess. */
function meantNumber(text: string): string[] {
  const suffixed = /^(\d{1,12})\s*([kmg])i?b?$/i.exec(text);
  if (suffixed !== null)
    return [
      String(BigInt(suffixed[1] as string) * (factors[(suffixed[2] as string).toLowerCase()] as bigint)),
    ];
  if (/^0x[0-9a-f]{1,12}$/i.test(text)) return [String(BigInt(text))];
  const grouped = /^\d{1,3}(?:[ _'.,]\d{3})+$/.test(text);
  return grouped ? [text.replace(/\D/g, '')] : [];
}

const none: readonly Candidate[] = [];

/** Digits with an optional sign (mail_conf_int.c). Bounds of 0 below are not checked, so negative numbers pass there. */
export const integer: ValueKind<KindOf<'integer'>> = { parse: parseNumber, candidates: () => none };

/** A number of bytes (mail_conf_long.c). */
export const size: ValueKind<KindOf<'size'>> = {
  parse: parseNumber,
  candidates: () => [
    { label: '10240000', role: 'number', detail: 'about 10 MB' },
    { label: '26214400', role: 'number', detail: '25 MiB' },
    { label: '52428800', role: 'number', detail: '50 MiB' },
    { label: '104857600', role: 'number', detail: '100 MiB' },
  ],
};
