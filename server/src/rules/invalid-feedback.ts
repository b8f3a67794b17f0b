import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const invalidFeedback: Rule = {
  id: 'invalid-feedback',
  title: 'Invalid concurrency feedback',
  group: 'values',
  severity: 'error',
  why: `The feedback of a delivery is a number from 0 to 1, alone or divided by concurrency,
    sqrt_concurrency or a number. Anything else stops the queue manager, and no mail moves.`,
  sources: [manual('default_destination_concurrency_positive_feedback')],
  bad: { main: 'default_destination_concurrency_positive_feedback = ‹2›\n' },
  good: { main: 'default_destination_concurrency_positive_feedback = 1\n' },
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['bad-feedback'],
      kinds: ['feedback'],
      advice: 'Write a number from 0 to 1, 1/concurrency or 1/sqrt_concurrency.',
    });
  },
};
