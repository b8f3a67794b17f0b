import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';
import { clientsOf, hasTrust } from './tls-services';

export const verifyWithoutTrust: Rule = {
  id: 'verify-without-trust',
  title: 'Verified certificates without authorities',
  group: 'tls',
  severity: 'error',
  parameters: ['smtp_tls_security_level', 'smtp_tls_CAfile', 'smtp_tls_CApath', 'smtp_tls_trust_anchor_file'],
  why: `At verify and secure a server's certificate must come from an authority that Postfix trusts, and it trusts none unless told: neither
    the system's nor a browser's. With no list of authorities no certificate is good enough, and all mail is deferred.`,
  sources: [manual('smtp_tls_CAfile'), tlsReadme],
  bad: { main: 'relayhost = [mail.example.com]\nsmtp_tls_security_level = ‹secure›\n' },
  good: {
    main: 'relayhost = [mail.example.com]\nsmtp_tls_security_level = secure\nsmtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n',
  },
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<unknown>();
    for (const client of clientsOf(config)) {
      const { value, assignment } = client.level;
      if ((value !== 'verify' && value !== 'secure') || assignment === undefined) continue;
      if (reported.has(assignment) || hasTrust(config, client)) continue;
      reported.add(assignment);
      const implied = assignment.name.endsWith('_enforce_tls')
        ? ` (that is what ${assignment.name} means)`
        : '';
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        message: `At level ${value}${implied} Postfix must verify certificates, but no authority is trusted: all mail without a policy of its own is deferred. Set ${client.prefix}_tls_CAfile to the system's bundle, such as /etc/ssl/certs/ca-certificates.crt.`,
      });
    }
  },
};
