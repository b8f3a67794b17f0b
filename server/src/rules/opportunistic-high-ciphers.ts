import { assignmentsInForce } from './in-force';
import { replaceValue } from './edits';
import { isRead } from './protocol-lists';
import type { Rule } from './rule';
import { manual, rfc } from './sources';

const names = ['smtpd_tls_ciphers', 'smtp_tls_ciphers', 'lmtp_tls_ciphers'];

export const opportunisticHighCiphers: Rule = {
  id: 'opportunistic-high-ciphers',
  title: 'Strict ciphers where TLS is optional',
  group: 'tls',
  severity: 'hint',
  parameters: names,
  why: `At level may a peer that has no cipher of grade high comes, or gets its mail, in cleartext: asking for more gives less. Both sides
    choose the best cipher they share anyway, so medium costs current peers nothing. RFC 7435 calls this opportunistic security.`,
  sources: [manual('smtpd_tls_ciphers'), rfc(7435)],
  bad: { main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_tls_ciphers = ‹high›\n' },
  good: { main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_tls_ciphers = medium\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        if (!/^high$/i.test(assignment.value.text) || isRead(config, assignment) === false) continue;
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          message: `${name} counts where TLS is optional. A peer that has no cipher of grade high falls back to cleartext there, which is less secure; use medium.`,
          fixes: [
            { title: 'Use medium', safety: 'unsafe', edits: () => [replaceValue(assignment, 'medium')] },
          ],
        });
      }
    }
  },
};
