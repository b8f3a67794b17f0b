import { clientLists } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const blankBeforePrefixLength: Rule = {
  id: 'blank-before-prefix-length',
  title: 'Blank before the prefix length',
  group: 'networks',
  severity: 'error',
  parameters: clientLists,
  why: `A blank ends an element of a list, so the prefix length stands alone, and what begins with a slash
    is a file of patterns. There is no file /8: every client that is compared with it gets 451.`,
  sources: [manual('mynetworks')],
  bad: { main: 'mynetworks = ‹127.0.0.0 /8›, [::1]/128\n' },
  good: { main: 'mynetworks = 127.0.0.0/8, [::1]/128\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['lone-mask'],
      kinds: ['match-list'],
    });
  },
};
