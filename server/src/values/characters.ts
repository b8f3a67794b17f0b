import type { KindOf } from '../catalogue/kind';
import { emptyValue, type ValueKind } from './value';

/** A set of characters. Each one counts, `#` and blanks too, so there is nothing to take apart. */
export const characters: ValueKind<KindOf<'characters'>> = {
  parse: () => emptyValue,
  candidates: () => [],
};
