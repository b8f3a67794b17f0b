import type { Rule } from './rule';
import { manual } from './sources';
import { clientsOf, serviceValue } from './tls-services';

export const fingerprintWithoutMatch: Rule = {
  id: 'fingerprint-without-match',
  title: 'Level fingerprint without fingerprints',
  group: 'tls',
  severity: 'error',
  parameters: ['smtp_tls_security_level', 'smtp_tls_fingerprint_cert_match'],
  why: `At level fingerprint only a server whose certificate is on the list gets mail. Without a list Postfix logs a configuration problem for
    every delivery and defers it, unless a policy names the fingerprints for that destination.`,
  sources: [manual('smtp_tls_fingerprint_cert_match')],
  bad: { main: 'relayhost = [mail.example.com]\nsmtp_tls_security_level = ‹fingerprint›\n' },
  good: {
    main: 'relayhost = [mail.example.com]\nsmtp_tls_security_level = fingerprint\nsmtp_tls_fingerprint_cert_match = 3D:95:34:51\n',
  },
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<unknown>();
    for (const { service, prefix, level } of clientsOf(config)) {
      const { value, assignment } = level;
      if (value !== 'fingerprint' || assignment === undefined || reported.has(assignment)) continue;
      if (serviceValue(config, service, `${prefix}_tls_fingerprint_cert_match`) !== '') continue;
      reported.add(assignment);
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        message: `Level fingerprint needs ${prefix}_tls_fingerprint_cert_match: without a list of fingerprints all mail without a policy of its own is deferred. Set it, or use another level.`,
      });
    }
  },
};
