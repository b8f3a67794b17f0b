import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import { isDynamic } from './tokens';
import { emptyValue, type ValueKind } from './value';

/** A command goes to a shell or is split at blanks; a `#` in it is the shell's. */
export const command: ValueKind<KindOf<'command'>> = {
  parse(text) {
    const program = /^\/\S+/.exec(text)?.[0];
    if (program === undefined || isDynamic(program)) return emptyValue;
    const out = new Collector();
    out.add({ start: 0, end: program.length }, program, 'path');
    return out;
  },
  candidates: () => [],
};
