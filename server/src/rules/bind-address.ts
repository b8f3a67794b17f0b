import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const bindAddress: Rule = {
  id: 'bind-address',
  title: 'Not a usable bind address',
  group: 'networks',
  severity: 'error',
  parameters: ['smtp_bind_address', 'smtp_bind_address6', 'lmtp_bind_address', 'lmtp_bind_address6'],
  why: `The parameter wants one numeric address: IPv4 in smtp_bind_address, IPv6 in smtp_bind_address6,
    without a port. A name or an address of the other family makes the client stop at the first connection,
    and no mail leaves.`,
  sources: [manual('smtp_bind_address')],
  bad: { main: 'smtp_bind_address = ‹192.0.2.25:25›\n' },
  good: { main: 'smtp_bind_address = 192.0.2.25\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['not-an-address', 'wrong-family', 'several-words'],
      kinds: ['bind-address'],
    });
  },
};
