import type { Rule } from './rule';
import { tellProblems } from './told-problems';

export const invalidEnumeration: Rule = {
  id: 'invalid-enumeration',
  title: 'Value outside a fixed set',
  group: 'values',
  severity: 'error',
  why: `The parameter takes one word of a fixed set. With any other, the program that reads it stops or,
    for a few, falls back to something else; postconf does not notice.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'smtp_dns_support_level = ‹dnsec›\n' },
  good: { main: 'smtp_dns_support_level = dnssec\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['unknown-word', 'wrong-case', 'too-new', 'removed-word', 'several-words'],
      kinds: ['enumeration', 'digest', 'cipher-grade'],
      // The style says how to find the networks, and nobody looks at it where they are given.
      isMeant: ({ name }) => name !== 'mynetworks_style' || !context.config.isSet('mynetworks'),
    });
  },
};
