import { pathsIn } from '../config/file-paths';
import { baseName, folderOf } from '../text/path-parts';
import { removeEntry, replaceInValue } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

export const chainInCafile: Rule = {
  id: 'chain-in-cafile',
  title: 'Own intermediate certificates in CAfile',
  group: 'tls',
  severity: 'information',
  parameters: ['smtpd_tls_CAfile', 'smtpd_tls_cert_file'],
  why: `smtpd_tls_CAfile lists the authorities whose client certificates the server accepts. OpenSSL fills gaps of the server's own chain
    from it, so chain.pem there works, but Postfix then also trusts every client certificate of that authority. The chain belongs in the
    certificate's file.`,
  sources: [manual('smtpd_tls_CAfile'), manual('smtpd_tls_cert_file')],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail/cert.pem\nsmtpd_tls_key_file = /etc/ssl/mail/privkey.pem\nsmtpd_tls_CAfile = ‹/etc/ssl/mail/chain.pem›\n',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail/fullchain.pem\nsmtpd_tls_key_file = /etc/ssl/mail/privkey.pem\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    const assignment = config.inForce('smtpd_tls_CAfile');
    const entry = config.setting('smtpd_tls_CAfile')?.winner;
    const certificate = config.inForce('smtpd_tls_cert_file');
    if (assignment === undefined || entry === undefined || certificate === undefined) return;
    const [bundle] = pathsIn(config, assignment);
    const [own] = pathsIn(config, certificate);
    if (bundle === undefined || own === undefined) return;
    const name = baseName(own.path);
    if (baseName(bundle.path) !== 'chain.pem' || folderOf(bundle.path) !== folderOf(own.path)) return;
    if (name !== 'cert.pem' && name !== 'fullchain.pem') return;
    const { text } = certificate.value;
    const canReplace = name === 'fullchain.pem' || text.endsWith('cert.pem');
    report({
      about: assignment,
      span: assignment.value.span,
      message: `chain.pem belongs to our own certificate, but smtpd_tls_CAfile says whose client certificates to accept. ${name === 'cert.pem' ? 'Use fullchain.pem in smtpd_tls_cert_file, and remove this.' : 'fullchain.pem has the chain already: remove this.'}`,
      related: [{ file: 'main', span: certificate.nameSpan, message: 'where the chain belongs' }],
      fixes: canReplace
        ? [
            {
              title:
                name === 'cert.pem'
                  ? 'Use fullchain.pem and remove smtpd_tls_CAfile'
                  : 'Remove smtpd_tls_CAfile',
              safety: 'unsafe',
              edits: () => [
                ...(name === 'cert.pem'
                  ? [
                      replaceInValue(
                        certificate,
                        { start: text.length - 'cert.pem'.length, end: text.length },
                        'fullchain.pem',
                      ),
                    ]
                  : []),
                ...removeEntry(entry),
              ],
            },
          ]
        : [],
    });
  },
};
