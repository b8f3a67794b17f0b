import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const compatibilityLevelInvalid: Rule = {
  id: 'compatibility-level-invalid',
  title: 'Not a compatibility level',
  group: 'compatibility',
  severity: 'error',
  why: `The level is a number, or from Postfix 3.6 a version such as 3.6. Anything else stops every
    program. Releases before 3.6 take only the first number of a version into account.`,
  sources: [manual('compatibility_level')],
  bad: { main: 'compatibility_level = ‹3.x›\n' },
  good: { main: 'compatibility_level = 3\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['bad-level', 'ignored-text'],
      kinds: ['compatibility-level'],
      severity: ({ code }) => (code === 'ignored-text' ? 'warning' : undefined),
    });
  },
};
