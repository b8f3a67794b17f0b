import type { Configuration } from '../config/configuration';
import { replaceValue } from './edits';
import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

const names = ['smtpd', 'smtp', 'lmtp', 'tlsproxy'].map(program => `${program}_tls_fingerprint_digest`);

/** What looks at fingerprints of clients or servers. */
const usesFingerprint =
  /\b(permit_tls_clientcerts|check_ccert_access|fingerprint)\b|(^|[\s,])smtp_tls_policy_maps\b/i;

export const fingerprintDigest: Rule = {
  id: 'fingerprint-digest',
  title: 'Fingerprints with an old digest',
  group: 'tls',
  severity: 'information',
  parameters: names,
  why: `MD5 and SHA-1 are no longer collision-resistant. Nobody has forged a certificate for a given fingerprint yet, but there is no
    reason to begin new lists with them: from Postfix 3.6 the default is sha256 (with compatibility_level 3.6 or above). All stored
    fingerprints have to be made again when the digest changes.`,
  sources: [manual('smtpd_tls_fingerprint_digest')],
  bad: {
    main: 'smtpd_tls_fingerprint_digest = ‹md5›\nsmtpd_relay_restrictions = permit_mynetworks, permit_tls_clientcerts, reject_unauth_destination\n',
  },
  good: {
    main: 'smtpd_tls_fingerprint_digest = sha256\nsmtpd_relay_restrictions = permit_mynetworks, permit_tls_clientcerts, reject_unauth_destination\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        const digest = assignment.value.text;
        if (!/^(md5|sha-?1)$/i.test(digest) || !fingerprintsMatter(config)) continue;
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          message: `Fingerprints made with ${digest} rest on a digest that is no longer collision-resistant. Use sha256, and make the stored fingerprints again with it.`,
          fixes: [
            {
              title: 'Use sha256 (stored fingerprints must be made again)',
              safety: 'unsafe',
              edits: () => [replaceValue(assignment, 'sha256')],
            },
          ],
        });
      }
    }
  },
};

function fingerprintsMatter(config: Configuration): boolean {
  return config.assignments.some(
    ({ name, value }) =>
      !name.endsWith('_fingerprint_digest') &&
      (usesFingerprint.test(value.text) || name.endsWith('_fingerprint_cert_match')),
  );
}
