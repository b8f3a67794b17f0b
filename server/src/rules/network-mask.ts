import { clientLists } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const networkMask: Rule = {
  id: 'network-mask',
  title: 'Network that cannot be read',
  group: 'networks',
  severity: 'error',
  parameters: clientLists,
  why: `Behind the slash belongs the number of bits that count: not a netmask, not more than the address
    has, not nothing. Postfix notices at the first look-up only; the clients that are compared with the
    element then get 451.`,
  sources: [manual('mynetworks')],
  bad: { main: 'mynetworks = 127.0.0.0/8, [::1]/128, ‹192.0.2.0/255.255.255.0›\n' },
  good: { main: 'mynetworks = 127.0.0.0/8, [::1]/128, 192.0.2.0/24\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['bad-mask', 'dotted-netmask', 'bad-network', 'missing-bracket', 'text-after-bracket'],
      kinds: ['match-list'],
    });
  },
};
