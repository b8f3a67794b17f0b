import {
  certificateParameters,
  dateOf,
  isServerSide,
  nameOf,
  ownCertificateFiles,
  placeOf,
} from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { rfc, tlsReadme } from './sources';

export const certificateExpired: Rule = {
  id: 'certificate-expired',
  title: 'Certificate outside its validity period',
  group: 'certificates',
  severity: 'error',
  parameters: certificateParameters,
  why: `Mail programs refuse a server whose certificate has expired, and so do servers that verify (MTA-STS, their own policy).
    Servers with opportunistic TLS deliver all the same, which is why it can go unnoticed on port 25.`,
  sources: [rfc(5280, '4.1.2.5'), tlsReadme],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = ‹/etc/ssl/mail.pem›\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', { notAfter: Date.UTC(2026, 4, 1) }, 'ca'] }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', 'certificate', 'ca'] }),
  },
  check({ config, world, report }) {
    const { now } = world;
    if (now === undefined) return;
    for (const { reference, certificates } of ownCertificateFiles(config, world)) {
      const certificate = certificates.find(({ notBefore, notAfter }) => notAfter < now || notBefore > now);
      if (certificate === undefined) continue;
      const fault =
        certificate.notAfter < now
          ? `expired on ${dateOf(certificate.notAfter)}`
          : `is not valid before ${dateOf(certificate.notBefore)}`;
      report({
        ...placeOf(reference),
        message: `The certificate for ${nameOf(certificate)} ${fault}: ${isServerSide(reference.assignment.name) ? 'clients' : 'servers'} that verify it refuse the connection. Renew it, then run "postfix reload".`,
      });
    }
  },
};
