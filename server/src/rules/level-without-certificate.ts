import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';
import { serversOf } from './tls-services';

const certificateNames = [
  'smtpd_tls_cert_file',
  'smtpd_tls_eccert_file',
  'smtpd_tls_dcert_file',
  'smtpd_tls_chain_files',
];

export const levelWithoutCertificate: Rule = {
  id: 'level-without-certificate',
  title: 'TLS for incoming mail without a certificate',
  group: 'tls',
  severity: 'warning',
  parameters: ['smtpd_tls_security_level', 'smtpd_use_tls', ...certificateNames],
  why: `A server needs a certificate to do TLS. Without one Postfix still announces STARTTLS, but answers it with "454 TLS not available due
    to local problem": at level may senders try again later or go on in cleartext, at encrypt no mail comes in at all.
    smtpd_tls_cert_file = none says that anonymous ciphers are meant.`,
  sources: [manual('smtpd_tls_cert_file'), tlsReadme],
  bad: { main: 'smtpd_tls_security_level = ‹may›\n' },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail/fullchain.pem\nsmtpd_tls_key_file = /etc/ssl/mail/privkey.pem\n',
  },
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<unknown>();
    for (const { level, service, policy } of serversOf(config)) {
      const required = policy.isRequired;
      if (!policy.remarks.includes('no-certificate')) continue;
      const { assignment } = level;
      if (assignment === undefined || reported.has(assignment)) continue;
      reported.add(assignment);
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        severity: required ? 'error' : 'warning',
        message: required
          ? 'TLS is required here, but no certificate is set: every client is refused. Set smtpd_tls_cert_file and smtpd_tls_key_file.'
          : 'No certificate is set, so STARTTLS is announced and then answered with 454. Set smtpd_tls_cert_file and smtpd_tls_key_file.',
        related:
          service === undefined || assignment.file === 'master'
            ? []
            : [{ file: 'master', span: service.name.span, message: 'the service that has none' }],
      });
    }
  },
};
