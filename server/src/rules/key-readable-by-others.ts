import { pathReferences } from '../config/file-paths';
import { fileAt } from '../config/world';
import { placeOf } from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { manual } from './sources';

const readableByOthers = 0o004;

export const keyReadableByOthers: Rule = {
  id: 'key-readable-by-others',
  title: 'Private key that everybody on the machine can read',
  group: 'certificates',
  severity: 'warning',
  parameters: ['*_key_file', '*_chain_files', '*_cert_file', '*_eckey_file', '*_dkey_file'],
  why: `Whoever has the private key can pretend to be this server. Postfix reads it as root before it gives up its rights, so nobody else
    needs to: the manual asks for a file that only root can read.`,
  sources: [manual('smtpd_tls_key_file')],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = ‹/etc/ssl/mail.key›\n',
    world: exampleWorld(
      { '/etc/ssl/mail.pem': ['certificate', 'ca'], '/etc/ssl/mail.key': ['key'] },
      { '/etc/ssl/mail.pem': 0o644, '/etc/ssl/mail.key': 0o644 },
    ),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = /etc/ssl/mail.key\n',
    world: exampleWorld(
      { '/etc/ssl/mail.pem': ['certificate', 'ca'], '/etc/ssl/mail.key': ['key'] },
      { '/etc/ssl/mail.pem': 0o644, '/etc/ssl/mail.key': 0o640 },
    ),
  },
  check({ config, world, report }) {
    const seen = new Set<string>();
    for (const references of pathReferences(config).values()) {
      for (const reference of references) {
        const { path, of } = reference;
        if ((of !== 'key' && of !== 'certificate') || seen.has(path)) continue;
        const fact = fileAt(world, path);
        if (fact.kind !== 'file' || fact.mode === undefined || (fact.mode & readableByOthers) === 0) continue;
        // An encrypted key is of no use to others, nor to Postfix.
        const hasKey = fact.pem?.blocks.some(block => block.kind === 'private-key' && !block.encrypted);
        if (hasKey !== true) continue;
        seen.add(path);
        report({
          ...placeOf(reference),
          message: `Every user of this machine can read the private key in ${path} (mode ${fact.mode.toString(8)}). Postfix reads it as root: "chmod 600 ${path}" is enough for it.`,
        });
      }
    }
  },
};
