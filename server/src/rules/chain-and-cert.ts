import { removeEntry } from './edits';
import { isReferredTo } from './referred';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';

/** What has the same files by default, and reads the old ones where its own chain files are taken back. */
const followers = ['tlsproxy_tls_chain_files', 'tlsproxy_client_chain_files', 'postscreen_tls_chain_files'];
const programs = ['smtpd', 'smtp', 'lmtp'];
const legacy = ['cert', 'key', 'eccert', 'eckey', 'dcert', 'dkey'].map(kind => `${kind}_file`);

export const chainAndCert: Rule = {
  id: 'chain-and-cert',
  title: 'Certificate file that chain_files replaces',
  group: 'tls',
  severity: 'warning',
  parameters: programs.flatMap(program => [
    `${program}_tls_chain_files`,
    ...legacy.map(name => `${program}_tls_${name}`),
  ]),
  since: '3.4',
  why: `With chain_files set, Postfix ignores the certificate and key files that are set the old way, and says so in the log whenever a
    process starts. Whoever renews the certificate in the ignored file wonders why clients see the old one.`,
  sources: [manual('smtpd_tls_chain_files'), tlsReadme],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_chain_files = /etc/postfix/mail.pem\n‹smtpd_tls_cert_file› = /etc/ssl/mail/fullchain.pem\n‹smtpd_tls_key_file› = /etc/ssl/mail/privkey.pem\n',
  },
  good: { main: 'smtpd_tls_security_level = may\nsmtpd_tls_chain_files = /etc/postfix/mail.pem\n' },
  fix: 'safe',
  check({ config, report }) {
    for (const program of programs) {
      const chainName = `${program}_tls_chain_files`;
      const chain = config.inForce(chainName);
      if (chain === undefined || (config.known(chainName) ?? '') === '') continue;
      // A service that takes chain_files back reads the old files.
      if (config.assignmentsOf(chainName).some(({ file }) => file === 'master')) continue;
      for (const name of legacy) {
        const old = `${program}_tls_${name}`;
        const assignment = config.inForce(old);
        const definitions = config.setting(old)?.definitions ?? [];
        if (assignment === undefined || assignment.value.text === '') continue;
        const isSafe = !isReferredTo(config, old) && !followers.some(name => config.isSet(name));
        report({
          about: assignment,
          span: assignment.nameSpan,
          tag: 'unnecessary',
          message: `${old} is ignored because ${chainName} is set: Postfix takes certificates and keys from there, and warns about this line. Remove it.`,
          related: [{ file: 'main', span: chain.nameSpan, message: 'the files that Postfix uses' }],
          fixes: [
            {
              title: `Remove ${old}`,
              safety: isSafe ? 'safe' : 'unsafe',
              edits: () => definitions.flatMap(entry => removeEntry(entry)),
            },
          ],
        });
      }
    }
  },
};
