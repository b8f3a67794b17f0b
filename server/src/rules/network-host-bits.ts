import { problemsWithCode } from '../config/value-problems';
import { clientLists } from './list-parameters';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

export const networkHostBits: Rule = {
  id: 'network-host-bits',
  title: 'Network with host bits',
  group: 'networks',
  severity: 'error',
  parameters: clientLists,
  why: `The address of a network has only zeros behind its prefix. Postfix says nothing about others when it
    starts; the first client of that address family that is compared with the element gets 451, and so does
    every client after it.`,
  sources: [manual('mynetworks')],
  bad: { main: 'mynetworks = ‹127.0.0.1/8›, [::1]/128\n' },
  good: { main: 'mynetworks = 127.0.0.0/8, [::1]/128\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, 'host-bits')) {
      report({
        ...placeOfProblem(assignment, problem),
        message: problemText(problem),
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};
