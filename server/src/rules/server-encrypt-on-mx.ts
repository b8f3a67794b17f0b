import { replaceValue } from './edits';
import type { Rule } from './rule';
import { isLoopbackOnly } from './services';
import { manual, rfc } from './sources';
import { serversOf } from './tls-services';

export const serverEncryptOnMx: Rule = {
  id: 'server-encrypt-on-mx',
  title: 'Public port 25 that demands TLS',
  group: 'tls',
  severity: 'warning',
  parameters: ['smtpd_tls_security_level', 'smtpd_enforce_tls'],
  why: `A server that other mail servers find by MX records must not require TLS (RFC 3207 section 4): senders without it, or with an old
    version, get "530 Must issue a STARTTLS command first" and return the mail. encrypt belongs behind -o in the submission service of
    master.cf.`,
  sources: [rfc(3207, '4'), manual('smtpd_tls_security_level')],
  bad: {
    main: 'smtpd_tls_security_level = ‹encrypt›\nsmtpd_tls_cert_file = none\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    const reported = new Set<unknown>();
    for (const { use, level, service, wrappermode } of serversOf(config)) {
      const { assignment } = level;
      if (
        use !== 'mx' ||
        isLoopbackOnly(config, service) ||
        level.value !== 'encrypt' ||
        wrappermode ||
        assignment === undefined
      )
        continue;
      if (reported.has(assignment)) continue;
      reported.add(assignment);
      const isLevel = assignment.name === 'smtpd_tls_security_level';
      // verify and its kin, which become encrypt, are reported as what they are.
      if (isLevel && !/^(encrypt|.*\$.*)$/i.test(assignment.value.text)) continue;
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        severity: service === undefined ? 'information' : 'warning',
        message:
          service === undefined
            ? `${assignment.name} = ${assignment.value.text} demands TLS on every port, unless master.cf says otherwise for port 25. A public MX must not: senders without TLS are refused.`
            : `Port 25 demands TLS here: other servers that cannot do it are refused with 530, which a public MX must not do. Use may, and encrypt with -o for submission in master.cf.`,
        related:
          service === undefined || assignment.file === 'master'
            ? []
            : [{ file: 'master', span: service.name.span, message: 'the service on port 25' }],
        fixes: isLevel
          ? [
              {
                title: 'Set the level to may',
                safety: 'unsafe',
                edits: () => [replaceValue(assignment, 'may')],
              },
            ]
          : [],
      });
    }
  },
};
