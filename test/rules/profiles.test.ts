import assert from 'node:assert/strict';
import type { ProfileId } from '../../server/src/config/profile';
import { analyse } from '../support/example';

/** TLS settings as those would write them whose advice a profile follows. */
const files: readonly { readonly profile: ProfileId; readonly postfix: string; readonly main: string }[] = [
  {
    // Server Side TLS, "intermediate": old exclusions, a cipher list and a DH file of its own, a large group first.
    profile: 'mozilla-intermediate',
    postfix: '3.11',
    main: `compatibility_level = 3.6
smtp_tls_security_level = may
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = /etc/ssl/mail/fullchain.pem
smtpd_tls_key_file = /etc/ssl/mail/privkey.pem
smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1
smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1
smtpd_tls_mandatory_ciphers = medium
smtpd_tls_dh1024_param_file = /etc/ssl/ffdhe2048.txt
tls_medium_cipherlist = ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305
tls_eecdh_auto_curves = X25519MLKEM768, X25519, prime256v1, secp384r1
tls_preempt_cipherlist = no
`,
  },
  {
    profile: 'ncsc-2025',
    postfix: '3.7',
    main: `compatibility_level = 3.6
smtp_tls_security_level = dane
smtp_dns_support_level = dnssec
smtp_tls_protocols = >=TLSv1.2
smtp_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_security_level = may
smtpd_tls_chain_files = /etc/ssl/mail/chain.pem
smtpd_tls_protocols = >=TLSv1.2
smtpd_tls_mandatory_protocols = >=TLSv1.2
tls_preempt_cipherlist = yes
`,
  },
  {
    profile: 'null-client',
    postfix: '3.7',
    main: `compatibility_level = 3.6
inet_interfaces = loopback-only
mydestination =
relayhost = [mail.example.com]:587
smtp_tls_security_level = encrypt
smtp_tls_mandatory_protocols = >=TLSv1.2
`,
  },
];

describe('a profile', () => {
  for (const { profile, postfix, main } of files) {
    it(`${profile} is content with a file that follows it`, () => {
      const loud = analyse(main, { profile, postfix }).findings.filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      assert.deepEqual(
        loud.map(({ rule, message }) => `${rule.id}: ${message}`),
        [],
      );
    });
  }
});
