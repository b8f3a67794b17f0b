import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const dnsListSyntax: Rule = {
  id: 'dns-list-syntax',
  title: 'DNS list that stops postscreen',
  group: 'values',
  severity: 'error',
  parameters: ['postscreen_dnsbl_sites'],
  why: `An item is the domain of a DNS list, with =filter behind it if only some answers count, and *weight. A filter
    is an IPv4 address in which a list of numbers and ranges in brackets may stand for a number. With anything else postscreen
    does not start, and port 25 answers nobody.`,
  sources: [manual('postscreen_dnsbl_sites')],
  bad: { main: 'postscreen_dnsbl_sites = zen.spamhaus.org=‹127.0.0.[2-11]›*3\n' },
  good: { main: 'postscreen_dnsbl_sites = zen.spamhaus.org=127.0.0.[2..11]*3\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, { codes: ['bad-argument', 'bad-weight'], kinds: ['dns-lists'] });
  },
};
