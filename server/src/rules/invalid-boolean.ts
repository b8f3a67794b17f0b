import type { Rule } from './rule';
import { tellProblems } from './told-problems';

export const invalidBoolean: Rule = {
  id: 'invalid-boolean',
  title: 'Neither yes nor no',
  group: 'values',
  severity: 'error',
  why: `Switches are yes or no, in any case, and nothing else. With "true", "1" or "on" the program that
    reads them stops with "bad boolean configuration"; postconf does not notice.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'soft_bounce = ‹true›\n' },
  good: { main: 'soft_bounce = yes\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, { codes: ['not-boolean'], kinds: ['boolean'] });
  },
};
