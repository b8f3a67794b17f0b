import type { KindOf } from '../catalogue/kind';
import { Collector } from './collector';
import type { ValueKind } from './value';
import { programsStop, quote } from './wording';

/** What people write instead; everything but yes and no stops the program (mail_conf_bool(3)). */
const meant: ReadonlyMap<string, string> = new Map([
  ...['true', '1', 'on', 'y', 'enable', 'enabled', 'ja', 'si', 'oui'].map(word => [word, 'yes'] as const),
  ...['false', '0', 'off', 'n', 'disable', 'disabled', 'none', 'nein', 'non'].map(
    word => [word, 'no'] as const,
  ),
]);

export const boolean: ValueKind<KindOf<'boolean'>> = {
  parse(text) {
    const out = new Collector();
    const value = out.scalar(text, 'boolean', programsStop);
    if (value === undefined) return out;
    const word = value.text.toLowerCase();
    if (word === '') {
      out.problem('empty-value', value, 'yes or no is missing', programsStop, ['yes', 'no']);
      return out;
    }
    out.add(value, value.text, 'boolean');
    if (word !== 'yes' && word !== 'no') {
      const suggestion = meant.get(word) ?? /^["']?(yes|no)\b/.exec(word)?.[1];
      const message = `${quote(value.text)} is neither yes nor no`;
      const suggestions = suggestion === undefined ? ['yes', 'no'] : [suggestion];
      out.problem('not-boolean', value, message, programsStop, suggestions);
    }
    return out;
  },
  candidates: () => [
    { label: 'yes', role: 'boolean', rank: 0 },
    { label: 'no', role: 'boolean', rank: 1 },
  ],
};
