import type { Configuration } from '../config/configuration';
import { isServerSide, nameOf, ownCertificateFiles, placeOf } from './certificate-files';
import { exampleWorld } from './example-files';
import { isYes } from './in-force';
import type { Rule } from './rule';
import { rfc } from './sources';
import { serversOf } from './tls-services';

export const selfSignedOnSubmission: Rule = {
  id: 'self-signed-on-submission',
  title: 'Self-signed certificate for mail programs',
  group: 'certificates',
  severity: 'warning',
  parameters: ['smtpd_tls_cert_file', 'smtpd_tls_chain_files', 'smtpd_tls_eccert_file'],
  why: `Mail programs verify the certificate of the server that they submit to. With a self-signed one they warn or refuse, and whoever has
    learned to click the warning away gives the password to anybody. On port 25 alone, with opportunistic TLS, such a certificate is fine.`,
  sources: [rfc(8314, '3')],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_cert_file = ‹/etc/ssl/mail.pem›\n',
    master: 'submission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\n',
    world: exampleWorld({
      '/etc/ssl/mail.pem': ['key', { selfSigned: true, issuer: 'CN=mail.example.com' }],
    }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n',
    master: 'submission inet n - y - - smtpd\n  -o smtpd_tls_security_level=encrypt\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', 'certificate', 'ca'] }),
  },
  check({ config, world, report }) {
    for (const { reference, certificates } of ownCertificateFiles(config, world)) {
      const { assignment } = reference;
      const [certificate] = certificates;
      if (certificate?.selfSigned !== true || !isServerSide(assignment.name)) continue;
      if (!servesUsers(config, assignment.name, assignment.service)) continue;
      report({
        ...placeOf(reference),
        message: `The certificate for ${nameOf(certificate)} is self-signed: mail programs that submit mail here warn or refuse. Use one from a public authority, such as Let's Encrypt.`,
      });
    }
  },
};

/** Whether a submission service shows the certificate, or port 25 takes passwords. */
function servesUsers(config: Configuration, name: string, service: unknown): boolean {
  return serversOf(config).some(server => {
    if (service !== undefined && server.service !== service) return false;
    // A service with a certificate of its own does not show that of main.cf.
    if (service === undefined && server.service?.overrides.some(override => override.name === name) === true)
      return false;
    if (server.use === 'submission' || server.use === 'submissions') return true;
    return server.service === undefined && isYes(config.known('smtpd_sasl_auth_enable'));
  });
}
