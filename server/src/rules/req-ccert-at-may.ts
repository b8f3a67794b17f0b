import { isYes } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';
import { serversOf, serviceAssignment, serviceValue } from './tls-services';

export const reqCcertAtMay: Rule = {
  id: 'req-ccert-at-may',
  title: 'Client certificates required where TLS is not',
  group: 'tls',
  severity: 'warning',
  parameters: ['smtpd_tls_req_ccert', 'smtpd_tls_security_level'],
  why: `A server can refuse clients without a certificate only where it refuses clients without TLS. At level may Postfix logs "Can't require
    client certs unless TLS is required" and goes on as if nothing had been set: everybody is let in.`,
  sources: [manual('smtpd_tls_req_ccert')],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_tls_req_ccert = ‹yes›\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n',
    master:
      'smtp inet n - y - - smtpd\n2525 inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt -o smtpd_tls_req_ccert=yes\n',
  },
  check({ config, report }) {
    const reported = new Set<unknown>();
    for (const { service, level, wrappermode } of serversOf(config)) {
      if (level.value !== 'may' || wrappermode) continue;
      if (!isYes(serviceValue(config, service, 'smtpd_tls_req_ccert'))) continue;
      const assignment = serviceAssignment(config, service, 'smtpd_tls_req_ccert');
      if (assignment === undefined || reported.has(assignment)) continue;
      reported.add(assignment);
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        message: `At level may Postfix ignores smtpd_tls_req_ccert = yes, with a warning in the log: clients without a certificate get in. Require TLS too (encrypt, on a service of its own), or remove it.`,
        related:
          level.assignment === undefined
            ? []
            : [{ file: level.assignment.file, span: level.assignment.value.span, message: 'the level' }],
      });
    }
  },
};
