import type { Rule } from './rule';
import { manual } from './sources';
import { clientsOf, hasTrust } from './tls-services';

export const enforceTls: Rule = {
  id: 'enforce-tls',
  title: 'Verified TLS for all outgoing mail',
  group: 'tls',
  severity: 'warning',
  parameters: ['smtp_enforce_tls', 'lmtp_enforce_tls', 'smtp_tls_enforce_peername'],
  why: `smtp_enforce_tls = yes means the level verify: TLS is required, and the server's name must be in a certificate from a trusted
    authority. Many public mail servers do not have one, and mail to them is deferred and then returned. Only with
    smtp_tls_enforce_peername = no it is encrypt.`,
  sources: [manual('smtp_enforce_tls'), manual('smtp_tls_security_level')],
  bad: {
    main: 'smtp_enforce_tls = ‹yes›\nsmtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n',
    postfix: '3.8',
  },
  good: { main: 'smtp_tls_security_level = may\n', postfix: '3.8' },
  check({ config, report }) {
    // One relay may well have the certificate that this asks for.
    if ((config.known('relayhost') ?? 'unknown') !== '') return;
    const reported = new Set<unknown>();
    for (const client of clientsOf(config)) {
      const { prefix } = client;
      const { value, assignment } = client.level;
      // With nobody to trust all mail is deferred, which is another rule's matter.
      if (value === 'verify' && !hasTrust(config, client)) continue;
      if (assignment?.name !== `${prefix}_enforce_tls` || reported.has(assignment)) continue;
      reported.add(assignment);
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        message: `${assignment.name} = yes means level ${value ?? 'verify'} for all destinations: mail to servers ${value === 'encrypt' ? 'without TLS' : 'whose certificate cannot be verified'} is deferred. Use ${prefix}_tls_security_level = may, and ${prefix}_tls_policy_maps for single destinations.`,
      });
    }
  },
};
