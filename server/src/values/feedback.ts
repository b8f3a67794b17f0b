import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import type { ValueKind } from './value';
import { quote } from './wording';

/** How much one delivery moves the concurrency: a number from 0 to 1, alone or over a number or a name (qmgr_feedback.c). */
export const feedback: ValueKind<KindOf<'feedback'>> = {
  parse(text) {
    const out = new Collector();
    const value = out.scalar(text, 'number');
    if (value === undefined || value.text === '') return out;
    out.add(value, value.text, 'number');
    if (!isFeedback(value.text)) {
      const message = `${quote(value.text)} is not a number from 0 to 1, N/concurrency or N/sqrt_concurrency`;
      out.problem('bad-feedback', value, message);
    }
    return out;
  },
  candidates: () =>
    ['1', '1/concurrency', '1/sqrt_concurrency', '0.5'].map((label, rank) => ({
      label,
      role: 'number',
      rank,
    })),
};

function isFeedback(text: string): boolean {
  const match = /^(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:\s*\/\s*(\S+))?$/.exec(text);
  if (match === null) return false;
  const numerator = Number(match[1]);
  const denominator = match[2];
  if (denominator === undefined || denominator === 'concurrency' || denominator === 'sqrt_concurrency') {
    return numerator <= 1;
  }
  const divisor = /^\d{1,9}(?:\.\d{0,9})?$/.test(denominator) ? Number(denominator) : 0;
  return divisor > 0 && numerator / divisor <= 1;
}
