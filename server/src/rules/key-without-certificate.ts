import type { Rule } from './rule';
import { manual } from './sources';

/** A key parameter and the certificate parameter beside it. */
const pairs = ['smtpd', 'smtp', 'lmtp'].flatMap(program =>
  ['', 'ec', 'd'].map(kind => ({
    key: `${program}_tls_${kind}key_file`,
    certificate: `${program}_tls_${kind}cert_file`,
    chain: `${program}_tls_chain_files`,
  })),
);

export const keyWithoutCertificate: Rule = {
  id: 'key-without-certificate',
  title: 'Key without a certificate',
  group: 'tls',
  severity: 'warning',
  parameters: pairs.flatMap(({ key, certificate }) => [key, certificate]),
  why: `A private key alone does nothing: Postfix loads the key for a certificate that it was given, and without one the server has no TLS
    to offer.`,
  sources: [manual('smtpd_tls_key_file'), manual('smtpd_tls_cert_file')],
  bad: { main: '‹smtpd_tls_key_file› = /etc/ssl/private/mail.key\n' },
  good: {
    main: 'smtpd_tls_cert_file = /etc/ssl/certs/mail.pem\nsmtpd_tls_key_file = /etc/ssl/private/mail.key\nsmtpd_tls_security_level = may\n',
  },
  aboutAbsence: true,
  check({ config, report }) {
    for (const { key, certificate, chain } of pairs) {
      const assignment = config.inForce(key);
      if (assignment === undefined || (config.known(key) ?? '') === '') continue;
      if (config.known(certificate) !== '' || config.known(chain) !== '') continue;
      // A service may bring the certificate for the key.
      if (config.assignmentsOf(certificate).some(({ file }) => file === 'master')) continue;
      report({
        about: assignment,
        span: assignment.nameSpan,
        message: `${key} is set but ${certificate} is not: Postfix loads a key only together with its certificate. Set ${certificate} to the file with the certificate and its chain.`,
      });
    }
  },
};
