import { isAtLeast } from '../catalogue/release';
import { problemsWithCode } from '../config/value-problems';
import { placeOfProblem, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

export const bracketedIpv6Bind: Rule = {
  id: 'bracketed-ipv6-bind',
  title: 'Bind address in brackets',
  group: 'networks',
  severity: 'error',
  parameters: ['smtp_bind_address6', 'lmtp_bind_address6'],
  why: `Up to Postfix 3.6 a bind address is the plain address: brackets make the client stop at the first
    delivery over IPv6. From 3.7 on they are allowed and mean nothing.`,
  sources: [manual('smtp_bind_address6')],
  bad: { main: 'smtp_bind_address6 = ‹[2001:db8::25]›\n', postfix: '3.5' },
  good: { main: 'smtp_bind_address6 = 2001:db8::25\n', postfix: '3.5' },
  fix: 'safe',
  onTemplates: true,
  check({ config, report }) {
    const allowed = isAtLeast(config.release, '3.7');
    for (const { assignment, problem } of problemsWithCode(config, 'bracketed-address')) {
      const place = placeOfProblem(assignment, problem);
      report({
        ...place,
        severity: allowed ? 'hint' : 'error',
        message: allowed
          ? 'The brackets mean nothing here; releases before 3.7 do not accept them. Leave them out.'
          : `With brackets around its bind address the client stops at the first delivery over IPv6. Leave them out.`,
        fixes: suggestionFixes(assignment, problem).map(fix => ({
          ...fix,
          title: 'Leave out the brackets',
          // From 3.7 on Postfix reads the same address with and without them.
          safety: allowed ? 'safe' : 'unsafe',
        })),
      });
    }
  },
};
