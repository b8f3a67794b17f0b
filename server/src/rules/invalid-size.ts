import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const invalidSize: Rule = {
  id: 'invalid-size',
  title: 'Invalid size',
  group: 'values',
  severity: 'error',
  why: `Sizes are numbers of bytes, written in decimal digits. A suffix such as M, or words behind the
    number, stop the program that reads them with "bad numerical configuration".`,
  sources: [manual('message_size_limit')],
  bad: { main: 'message_size_limit = ‹50M›\nvirtual_mailbox_limit = 0\nmailbox_size_limit = 0\n' },
  good: { main: 'message_size_limit = 52428800\nvirtual_mailbox_limit = 0\nmailbox_size_limit = 0\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['not-a-number', 'number-suffix', 'out-of-range', 'below-minimum', 'above-maximum'],
      kinds: ['size'],
    });
  },
};
