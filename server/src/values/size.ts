import type { KindOf } from '../catalogue/kind';
import { numberCandidates, parseNumber } from './integer';
import type { ValueKind } from './value';

/** Limits of messages and mailboxes are kept in 64 bits; others state their maximum. */
const largestSize = 2n ** 63n - 1n;

/** A number of bytes: decimal digits without a suffix. */
export const size: ValueKind<KindOf<'size'>> = {
  parse: (text, kind) => parseNumber(text, { ...kind, largest: largestSize, suffixUnit: 1024 }),
  candidates: numberCandidates,
};
