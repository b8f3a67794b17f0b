import type { KindOf } from '../catalogue/kind';
import { numberCandidates, parseNumber, type NumberForm } from './integer';
import type { ValueKind } from './value';

/** Limits of messages and mailboxes are kept in 64 bits; others state their maximum. */
const sizes: NumberForm = { largest: 2n ** 63n - 1n, suffixUnit: 1024 };

/** A number of bytes: decimal digits without a suffix. */
export const size: ValueKind<KindOf<'size'>> = {
  parse: (text, kind) => parseNumber(text, kind, sizes),
  candidates: numberCandidates,
};
