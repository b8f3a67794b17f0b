import {
  certificateParameters,
  dateOf,
  daysBetween,
  nameOf,
  ownCertificateFiles,
  placeOf,
} from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { tlsReadme } from './sources';

/** Programs that renew by themselves have done so long before this many days. */
const soon = 14;
/** Certificates for a few days only are renewed later: this part of their time may be left. */
const part = 1 / 6;

export const certificateExpiresSoon: Rule = {
  id: 'certificate-expires-soon',
  title: 'Certificate about to expire',
  group: 'certificates',
  severity: 'warning',
  parameters: certificateParameters,
  why: `Certbot and its like renew a certificate when a third of its time is left. One that has less than two weeks left, or
    less than a sixth of its lifetime where that is below 84 days, was probably not renewed, or Postfix reads a copy that nobody replaced.`,
  sources: [tlsReadme],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = ‹/etc/ssl/mail.pem›\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', { notAfter: Date.UTC(2026, 5, 8) }, 'ca'] }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', 'certificate', 'ca'] }),
  },
  check({ config, world, report }) {
    const { now } = world;
    if (now === undefined) return;
    for (const { reference, certificates } of ownCertificateFiles(config, world)) {
      const [certificate] = certificates;
      if (certificate === undefined) continue;
      const { notBefore, notAfter } = certificate;
      const left = daysBetween(now, notAfter);
      const lifetime = daysBetween(notBefore, notAfter);
      if (notAfter < now || left >= Math.min(soon, lifetime * part)) continue;
      const days = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`;
      report({
        ...placeOf(reference),
        message: `The certificate for ${nameOf(certificate)} expires ${days}, on ${dateOf(notAfter)}. Renew it and run "postfix reload", or see why that did not happen by itself.`,
      });
    }
  },
};
