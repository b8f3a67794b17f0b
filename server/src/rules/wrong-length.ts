import { replaceValue } from './edits';
import type { Fix, Rule } from './rule';
import { manual } from './sources';
import { quoted } from './wording';

/** The few texts of which Postfix wants a number of characters; that others may not be empty is empty-value's. */
const lengths: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
  default_verp_delimiters: { min: 2, max: 2 },
  smtp_sasl_password_result_delimiter: { min: 0, max: 1 },
  lmtp_sasl_password_result_delimiter: { min: 0, max: 1 },
};

export const wrongLength: Rule = {
  id: 'wrong-length',
  title: 'Too few or too many characters',
  group: 'values',
  severity: 'error',
  parameters: Object.keys(lengths),
  why: `These parameters are characters, not words: two delimiters for VERP addresses, one between user
    name and password. With another number of them the program that reads the value stops with "bad
    string length".`,
  sources: [manual('default_verp_delimiters'), manual('smtp_sasl_password_result_delimiter')],
  bad: { main: 'default_verp_delimiters = ‹+=-›\n' },
  good: { main: 'default_verp_delimiters = +=\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const [name, { min, max }] of Object.entries(lengths)) {
      for (const assignment of config.assignmentsOf(name)) {
        const { text } = assignment.value;
        const { length } = text;
        if (text === '' || text.includes('$') || (length >= min && length <= max)) continue;
        const wanted = min === max ? `${min} characters` : `one character`;
        const shorter = text.slice(0, max);
        const fixes: Fix[] =
          length > max
            ? [
                {
                  title: `Write ${shorter}`,
                  safety: 'unsafe',
                  edits: () => [replaceValue(assignment, shorter)],
                },
              ]
            : [];
        report({
          file: assignment.file,
          span: assignment.value.span,
          about: assignment,
          message: `${quoted(text)} is not ${wanted}, so the program that reads ${name} stops with "bad string length ${length} ${length > max ? '>' : '<'} ${length > max ? max : min}".`,
          fixes,
        });
      }
    }
  },
};
