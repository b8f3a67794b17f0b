import type { KindOf } from '../catalogue/kind';
import { quote, ValueBuilder } from './build';
import { isDynamic, tokens } from './tokens';
import type { Candidate, ParsedValue, ValueKind } from './value';

/** What people write for yes and no elsewhere. */
const meanings: Readonly<Record<string, string>> = {
  true: 'yes',
  on: 'yes',
  y: 'yes',
  '1': 'yes',
  enable: 'yes',
  enabled: 'yes',
  false: 'no',
  off: 'no',
  n: 'no',
  '0': 'no',
  disable: 'no',
  disabled: 'no',
  none: 'no',
};

const candidates: readonly Candidate[] = [
  { label: 'yes', role: 'boolean' },
  { label: 'no', role: 'boolean' },
];

/** `yes` or `no` in any case, nothing else (mail_conf_bool.c). */
export const boolean: ValueKind<KindOf<'boolean'>> = {
  parse(text): ParsedValue {
    const builder = new ValueBuilder();
    if (isDynamic(text)) builder.item(0, text.length, text, 'expression', { dynamic: true });
    else if (/^(?:yes|no)$/i.test(text)) builder.item(0, text.length, text, 'boolean');
    else {
      const [first, second] = tokens(text);
      if (second !== undefined && /^(?:yes|no)$/i.test(first?.text ?? '') && builder.comment(second, text)) {
        return builder.result();
      }
      const meant = meanings[text.toLowerCase()];
      builder.problem(
        0,
        text.length,
        'not-boolean',
        text === '' ? 'an empty value is neither yes nor no' : `"${quote(text)}" is neither yes nor no`,
        {
          consequence: 'every program that reads it stops with "bad boolean configuration"',
          suggestions: meant === undefined ? ['yes', 'no'] : [meant],
        },
      );
    }
    return builder.result();
  },
  candidates: () => candidates,
};
