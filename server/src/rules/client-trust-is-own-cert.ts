import type { Configuration } from '../config/configuration';
import { pathsIn } from '../config/file-paths';
import { assignmentsInForce } from './in-force';
import { certbotNameOf, isInLiveFolder } from './paths';
import type { Rule } from './rule';
import { manual } from './sources';

const verifies = /^(verify|secure)\b/i;

export const clientTrustIsOwnCert: Rule = {
  id: 'client-trust-is-own-cert',
  title: 'Own certificate as the only trusted authority',
  group: 'tls',
  severity: 'information',
  parameters: ['smtp_tls_CAfile', 'lmtp_tls_CAfile'],
  why: `smtp_tls_CAfile holds the authorities whose certificates the client trusts when it delivers mail. Our own certificate there means
    that nobody else is trusted: at may the log says "Untrusted" everywhere, at verify and secure all mail is deferred.
    Certbot's chain.pem has the issuer of our certificate alone, and servers with one from elsewhere are not trusted.`,
  sources: [manual('smtp_tls_CAfile')],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtp_tls_security_level = may\nsmtp_tls_CAfile = ‹/etc/ssl/mail.pem›\n',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtp_tls_security_level = may\nsmtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n',
  },
  check({ config, report }) {
    const own = ownCertificates(config);
    for (const name of ['smtp_tls_CAfile', 'lmtp_tls_CAfile']) {
      for (const assignment of assignmentsInForce(config, name)) {
        const [reference] = pathsIn(config, assignment);
        if (reference === undefined) continue;
        const isOwn = own.has(reference.path);
        const certbots = isInLiveFolder(reference.path) ? certbotNameOf(reference.path) : undefined;
        const isChain = !isOwn && certbots === 'chain';
        if (!isOwn && !isChain && certbots !== 'cert' && certbots !== 'fullchain') continue;
        const level = config.known(name.replace('CAfile', 'security_level')) ?? '';
        const isRequired = verifies.test(level);
        const bundle = "Use the system's bundle of authorities, such as /etc/ssl/certs/ca-certificates.crt.";
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          severity: !isRequired ? 'information' : isChain ? 'warning' : 'error',
          message: isChain
            ? `${name} holds the issuer of our own certificate, so Postfix trusts no server that has its certificate from another authority: ${isRequired ? `at level ${level} mail to those is deferred` : 'connections to those are logged as Untrusted'}. ${bundle}`
            : `${name} is our own certificate, so Postfix trusts no other server's: ${isRequired ? `at level ${level} all mail is deferred` : 'every connection is logged as Untrusted'}. ${bundle}`,
        });
      }
    }
  },
};

function ownCertificates(config: Configuration): ReadonlySet<string> {
  const names = ['smtpd_tls_cert_file', 'smtpd_tls_eccert_file', 'smtp_tls_cert_file'];
  return new Set(
    names
      .flatMap(name => assignmentsInForce(config, name))
      .flatMap(assignment => pathsIn(config, assignment))
      .map(({ path }) => path),
  );
}
