import { assignmentsInForce, isYes } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

const names = ['smtp_tls_connection_reuse', 'lmtp_tls_connection_reuse'];

export const connectionReuseWithoutTlsproxy: Rule = {
  id: 'connection-reuse-without-tlsproxy',
  title: 'TLS connection reuse without a tlsproxy service',
  group: 'tls',
  severity: 'error',
  parameters: names,
  why: `Reusing TLS connections works through the tlsproxy service, because a client process cannot hand its TLS state to the next
    one. Without that service in master.cf the handshake fails, and all mail to servers with TLS is deferred.`,
  sources: [
    manual('smtp_tls_connection_reuse'),
    { title: 'Postfix CONNECTION_CACHE_README', url: 'https://www.postfix.org/CONNECTION_CACHE_README.html' },
  ],
  bad: {
    main: 'smtp_tls_security_level = may\nsmtp_tls_connection_reuse = ‹yes›\n',
    master: 'smtp unix - - y - - smtp\n',
  },
  good: {
    main: 'smtp_tls_security_level = may\nsmtp_tls_connection_reuse = yes\n',
    master: 'smtp unix - - y - - smtp\ntlsproxy unix - - y - 0 tlsproxy\n',
  },
  check({ config, report }) {
    const { master } = config;
    const service = config.known('tlsproxy_service_name') ?? 'tlsproxy';
    if (master === undefined || master.services.some(({ name }) => name.text === service)) return;
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        if (!isYes(assignment.value.text)) continue;
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          message: `master.cf has no service "${service}", which ${name} = yes needs: TLS handshakes fail, and mail to servers with TLS is deferred. Add "tlsproxy unix - - y - 0 tlsproxy" to master.cf, or set this to no.`,
        });
      }
    }
  },
};
