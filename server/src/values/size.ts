import type { KindOf } from '../catalogue/kind';
import { numberCandidates, parseNumber, type NumberForm } from './integer';
import type { ValueKind } from './value';

/** Limits of messages, mailboxes and disk space are kept in 64 bits; the others state their maximum. */
const sizes: NumberForm = { largest: 2n ** 63n - 1n, suffixUnit: 1024 };

/** A number of bytes: decimal digits without a suffix. */
export const size: ValueKind<KindOf<'size'>> = {
  parse: (text, kind) => parseNumber(text, kind, sizes),
  // The maximum is what fits into a number, no choice of anybody's.
  candidates: ({ min }) => numberCandidates({ min }),
};
