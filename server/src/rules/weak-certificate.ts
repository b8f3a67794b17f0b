import {
  certificateParameters,
  daysBetween,
  isServerSide,
  nameOf,
  ownCertificateFiles,
  placeOf,
} from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { rfc } from './sources';
import type { CertificateFacts } from '../config/world';
import type { Profile, Severity } from '../config/profile';

export const weakCertificate: Rule = {
  id: 'weak-certificate',
  title: 'Weak certificate',
  group: 'certificates',
  severity: 'warning',
  parameters: certificateParameters,
  why: `RSA keys below 2048 bits and signatures with MD5 or SHA-1 are refused by mail programs, and by OpenSSL at security level 2, which
    is Debian's default. Postfix itself loads them without a word. The chosen profile may ask for more.`,
  sources: [rfc(9325, '4.5'), rfc(9155)],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = ‹/etc/ssl/mail.pem›\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', { keyBits: 1024 }, 'ca'] }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', 'certificate', 'ca'] }),
  },
  check({ config, world, profile, report }) {
    for (const { reference, certificates } of ownCertificateFiles(config, world)) {
      const [certificate] = certificates;
      if (certificate === undefined) continue;
      const fault = faultOf(certificate, profile, isServerSide(reference.assignment.name));
      if (fault === undefined) continue;
      report({
        ...placeOf(reference),
        severity: fault.severity,
        message: `The certificate for ${nameOf(certificate)} ${fault.text}. Have a new one made.`,
      });
    }
  },
};

/** What everybody calls broken, and what only the profile asks for. */
function faultOf(
  { keyType, keyBits, signatureDigest, selfSigned, notBefore, notAfter }: CertificateFacts,
  profile: Profile,
  isServer: boolean,
): { readonly text: string; readonly severity: Severity } | undefined {
  if (keyType === 'rsa' && keyBits !== undefined && keyBits < 2048)
    return {
      text: `has an RSA key of ${keyBits} bits, which mail programs and other clients that verify refuse`,
      severity: 'warning',
    };
  // Nobody checks the signature of a certificate that signs itself.
  if (!selfSigned && (signatureDigest === 'md5' || signatureDigest === 'sha1'))
    return {
      text: `is signed with ${signatureDigest.toUpperCase()}, which clients no longer accept`,
      severity: 'warning',
    };
  if (keyType === 'rsa' && keyBits !== undefined && keyBits < profile.minimumRsaBits)
    return {
      text: `has an RSA key of ${keyBits} bits; ${profile.title} asks for ${profile.minimumRsaBits}`,
      severity: 'information',
    };
  const days = daysBetween(notBefore, notAfter);
  const most = profile.maximumCertificateDays;
  if (isServer && most !== undefined && days > most + 1)
    return {
      text: `is valid for ${days} days; ${profile.title} asks for at most ${most}`,
      severity: 'information',
    };
  return undefined;
}
