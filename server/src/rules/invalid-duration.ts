import type { Rule } from './rule';
import { tellProblems } from './told-problems';

export const invalidDuration: Rule = {
  id: 'invalid-duration',
  title: 'Invalid time',
  group: 'values',
  severity: 'error',
  why: `A time is a number and at most one letter of s, m, h, d and w right behind it. A blank, a
    fraction, a sign or an upper-case letter stops the program that reads it with "bad time value or
    unit".`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'ipc_timeout = ‹10 s›\n' },
  good: { main: 'ipc_timeout = 10s\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['not-a-duration', 'out-of-range', 'below-minimum', 'above-maximum'],
      kinds: ['duration'],
    });
  },
};
