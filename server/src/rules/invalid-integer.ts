import type { Rule } from './rule';
import { tellProblems } from './told-problems';

export const invalidInteger: Rule = {
  id: 'invalid-integer',
  title: 'Invalid number',
  group: 'values',
  severity: 'error',
  why: `A number is decimal digits, without a suffix, a point or an exponent, and within the bounds of
    its parameter. Anything else stops the program that reads it with "bad numerical configuration" or
    "invalid … parameter value"; postconf does not notice.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'default_process_limit = ‹1k›\n' },
  good: { main: 'default_process_limit = 1000\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['not-a-number', 'number-suffix', 'out-of-range', 'below-minimum', 'above-maximum'],
      kinds: ['integer'],
    });
  },
};
