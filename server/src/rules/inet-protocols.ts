import { rewriteValue } from './edits';
import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

export const inetProtocols: Rule = {
  id: 'inet-protocols',
  title: 'No Internet protocol at all',
  group: 'networks',
  severity: 'error',
  parameters: ['inet_protocols'],
  why: `inet_protocols lists what Postfix may use of IPv4 and IPv6. Empty, it allows neither: master(8)
    opens no port, and nobody can connect, without a word in the log at the time.`,
  sources: [manual('inet_protocols')],
  bad: { main: '‹inet_protocols› =\n' },
  good: { main: 'inet_protocols = all\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const assignment of assignmentsInForce(config, 'inet_protocols')) {
      if (assignment.value.text !== '') continue;
      report({
        file: assignment.file,
        about: assignment,
        span: assignment.nameSpan,
        message:
          'An empty inet_protocols turns IPv4 and IPv6 off: Postfix opens no port and nobody can connect. Set it to all, or to ipv4.',
        fixes: [
          {
            title: 'Set inet_protocols to all',
            safety: 'unsafe',
            edits: () => rewriteValue(config, assignment, 'all'),
          },
        ],
      });
    }
  },
};
