import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const invalidEndpoint: Rule = {
  id: 'invalid-endpoint',
  title: 'Server address that cannot be used',
  group: 'values',
  severity: 'error',
  parameters: ['smtpd_proxy_filter', 'smtp_tlsrpt_socket_name', 'lmtp_tlsrpt_socket_name'],
  why: `A server that Postfix talks to is inet:host:port, host:port or unix:path, and a port is a number
    from 1 to 65535 or a name from /etc/services. A transport belongs to content_filter alone. With anything else the program cannot reach it, and
    what it would have asked or handed on waits.`,
  sources: [manual('smtpd_proxy_filter')],
  bad: { main: 'smtpd_proxy_filter = ‹smtp:127.0.0.1:10025›\n' },
  good: { main: 'smtpd_proxy_filter = inet:127.0.0.1:10025\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, { codes: ['bad-port', 'unknown-endpoint-type'], kinds: ['endpoint'] });
  },
};
