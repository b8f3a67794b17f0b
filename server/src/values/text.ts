import type { KindOf } from '../catalogue/kind';
import { emptyValue, type ValueKind } from './value';

/** Free text: banners, reply texts, cipher strings that only OpenSSL can judge. Nothing to find, nothing to offer. */
export const text: ValueKind<KindOf<'text'>> = {
  parse: () => emptyValue,
  candidates: () => [],
};
