import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import type { ValueKind } from './value';

/** The name of a service in master.cf. */
export const service: ValueKind<KindOf<'service'>> = {
  parse(text) {
    const out = new Collector();
    const value = out.scalar(text, 'service');
    if (value !== undefined && value.text !== '') out.add(value, value.text, 'service');
    return out;
  },
  candidates: () => [],
};
