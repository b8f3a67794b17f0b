import { clientLists, domainLists } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const negationAlone: Rule = {
  id: 'negation-alone',
  title: 'Exclamation mark without a pattern',
  group: 'networks',
  severity: 'error',
  parameters: [...clientLists, ...domainLists],
  why: `An exclamation mark excludes the pattern that it touches. Alone between blanks it stops every
    program that reads the list: with mynetworks, smtpd exits before it greets the first client.`,
  sources: [manual('mynetworks')],
  bad: { main: 'mynetworks = ‹! 192.0.2.7›, 192.0.2.0/24\n' },
  good: { main: 'mynetworks = !192.0.2.7, 192.0.2.0/24\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['lone-negation'],
      kinds: ['match-list'],
    });
  },
};
