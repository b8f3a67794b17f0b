import type { KindOf } from '../catalogue/kind';
import { isAtLeast } from '../catalogue/release';
import { Collector } from './collector';
import { candidates, termId } from './terms';
import type { ValueKind } from './value';
import { programsStop, quote } from './wording';

/** From here on levels are versions; before that only their first number counts. */
const versionsSince = '3.6';

/** `2`, and from 3.6 a version: `3.6`, `3.11`. */
export const compatibilityLevel: ValueKind<KindOf<'compatibility-level'>> = {
  parse(text, _kind, context) {
    const out = new Collector();
    const value = out.scalar(text, 'number', programsStop);
    if (value === undefined) return out;
    if (value.text === '') {
      out.problem('empty-value', value, 'the level is missing', programsStop);
      return out;
    }
    out.add(value, value.text, 'number', { term: termId(context, 'compatibility-level', value.text) });
    if (isAtLeast(context.release, versionsSince)) {
      if (/^\+?\d+(?:\.\s*\+?\d{1,9}){0,2}$/.test(value.text)) return out;
      const suggestion = /^["'v]*(\d{1,9}(?:\.\d{1,9}){0,2})\D*/.exec(value.text)?.[1];
      const message = `${quote(value.text)} is not a compatibility level: write a number or a version such as 3.6`;
      out.problem('bad-level', value, message, programsStop, [suggestion]);
      return out;
    }
    const read = /^[+-]?\d{1,9}/.exec(value.text)?.[0];
    const isPlain = read === value.text;
    const hasMinor = read !== undefined && value.text.charCodeAt(read.length) === 46;
    if (isPlain) return out;
    if (hasMinor && isAtLeast(context.release, '3.3')) {
      const message = `Postfix before ${versionsSince} reads ${quote(value.text)} as ${read}`;
      out.problem('ignored-text', value, message, 'what follows the first number is ignored', [read]);
    } else {
      const message = `${quote(value.text)} is not a compatibility level: write a number`;
      out.problem('bad-level', value, message, programsStop, [read]);
    }
    return out;
  },
  candidates: (_kind, context) =>
    candidates(context, ['3.11', '3.6', '2', '1', '0'], 'number', 'compatibility-level'),
};
