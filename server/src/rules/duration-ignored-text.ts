import type { Rule } from './rule';
import { tellProblems } from './told-problems';

export const durationIgnoredText: Rule = {
  id: 'duration-ignored-text',
  title: 'Text after the time is ignored',
  group: 'values',
  severity: 'warning',
  why: `Postfix reads a number and one letter, and ignores what follows: 1h30m is one hour, 10ms is ten
    minutes and 1month is one minute. It says nothing.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'maximal_backoff_time = ‹1h30m›\n' },
  good: { main: 'maximal_backoff_time = 90m\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, { codes: ['ignored-text'], kinds: ['duration'] });
  },
};
