import { pathReferences } from '../config/file-paths';
import { fileAt } from '../config/world';
import { placeOf, tlsOffConsequence } from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { manual } from './sources';

export const missingCaFile: Rule = {
  id: 'missing-ca-file',
  title: 'Missing list of trusted authorities',
  group: 'certificates',
  severity: 'error',
  parameters: ['*_CAfile', '*_CApath'],
  why: `Without the file that CAfile names Postfix cannot start TLS at all: the server answers STARTTLS with 454, and a client at level may
    sends in cleartext at once. A CApath that is missing goes unnoticed, and then no certificate is trusted through it.`,
  sources: [manual('smtp_tls_CAfile'), manual('smtp_tls_CApath')],
  bad: {
    main: 'compatibility_level = 3.6\nsmtp_tls_security_level = may\nsmtp_tls_CAfile = ‹/etc/ssl/certs/ca-bundle.crt›\n',
    world: exampleWorld({ '/etc/ssl/certs/ca-bundle.crt': 'missing' }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtp_tls_security_level = may\nsmtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt\n',
    world: exampleWorld({ '/etc/ssl/certs/ca-certificates.crt': ['ca'] }),
  },
  check({ config, world, report }) {
    if (!world.isInstalled) return;
    for (const references of pathReferences(config).values()) {
      for (const reference of references) {
        const { of, path, assignment } = reference;
        if (of !== 'ca-file' && of !== 'ca-directory') continue;
        // Trust anchors are read when a delivery needs them, and not by every one.
        if (assignment.name.endsWith('_trust_anchor_file')) continue;
        const { kind } = fileAt(world, path);
        if (of === 'ca-file' && (kind === 'missing' || kind === 'directory')) {
          const fault = kind === 'missing' ? 'does not exist' : 'is a directory, which CApath is for';
          report({
            ...placeOf(reference),
            message: `${path} ${fault}: ${tlsOffConsequence(assignment.name)}. Name the bundle of authorities that this system has.`,
          });
        } else if (of === 'ca-directory' && (kind === 'missing' || kind === 'file')) {
          report({
            ...placeOf(reference),
            severity: 'warning',
            message: `${path} ${kind === 'missing' ? 'does not exist' : 'is a file, which CAfile is for'}. Postfix does not notice, and trusts no certificate through ${assignment.name}.`,
          });
        }
      }
    }
  },
};
