import { clientLists } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const unbracketedIpv6: Rule = {
  id: 'unbracketed-ipv6',
  title: 'IPv6 address without brackets',
  group: 'networks',
  severity: 'error',
  parameters: clientLists,
  why: `In lists of addresses everything with a colon that does not begin with a bracket is type:table. ::1
    has an empty type, so smtpd stops as soon as it starts; fe80::/64 is a table of the type fe80, which
    does not exist, and each client that reaches it gets 451.`,
  sources: [manual('mynetworks'), { title: 'IPV6_README', url: 'https://www.postfix.org/IPV6_README.html' }],
  bad: { main: 'mynetworks = 127.0.0.0/8, ‹::1/128›\n' },
  good: { main: 'mynetworks = 127.0.0.0/8, [::1]/128\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['unbracketed-ipv6'],
      kinds: ['match-list'],
    });
  },
};
