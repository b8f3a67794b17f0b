import type { KindOf } from '../catalogue/kind';
import { baseName } from '../text/path-parts';
import { Collector } from './collector';
import { termId } from './terms';
import type { ValueContext, ValueKind } from './value';

/** One path; blanks belong to it. */
export const path: ValueKind<KindOf<'path'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const value = out.scalar(text, 'path');
    if (value !== undefined && value.text !== '') {
      out.add(value, value.text, 'path', { term: fileTerm(value.text, context) });
    }
    return out;
  },
  candidates: () => [],
};

/** The page of a file that Let's Encrypt's clients write, by its name. */
export function fileTerm(text: string, context: ValueContext): string | undefined {
  if (!text.endsWith('.pem')) return undefined;
  return termId(context, 'letsencrypt', baseName(text));
}
