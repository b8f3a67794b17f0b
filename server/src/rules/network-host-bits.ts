import { clientLists } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

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
  check(context) {
    tellProblems(context, {
      codes: ['host-bits'],
      kinds: ['match-list'],
    });
  },
};
