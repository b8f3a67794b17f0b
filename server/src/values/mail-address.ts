import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import type { ValueKind } from './value';

/** A mail address, the local part of one, or a pattern with `$name` of its own (luser_relay). */
export const mailAddress: ValueKind<KindOf<'mail-address'>> = {
  parse(text) {
    const out = new Collector();
    const value = out.scalar(text, 'text');
    if (value !== undefined && value.text !== '') out.add(value, value.text, 'text');
    return out;
  },
  candidates: () => [],
};
