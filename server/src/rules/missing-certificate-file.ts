import { pathReferences } from '../config/file-paths';
import { fileAt, type FileFact } from '../config/world';
import {
  certificateParameters,
  isIgnored,
  keyParameters,
  placeOf,
  tlsOffConsequence,
} from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { manual } from './sources';

export const missingCertificateFile: Rule = {
  id: 'missing-certificate-file',
  title: 'Certificate or key file that Postfix cannot load',
  group: 'certificates',
  severity: 'error',
  parameters: [...certificateParameters, ...keyParameters],
  why: `When a certificate or key file is missing, Postfix writes a warning and goes on without TLS: a server still announces STARTTLS, but
    answers it with "454 TLS not available due to local problem", and a client at level may sends in cleartext. Files that this editor may
    not read are never reported.`,
  sources: [manual('smtpd_tls_cert_file'), manual('smtpd_tls_key_file')],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = ‹/etc/ssl/mail.key›\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['certificate', 'ca'], '/etc/ssl/mail.key': 'missing' }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = /etc/ssl/mail.key\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['certificate', 'ca'], '/etc/ssl/mail.key': ['key'] }),
  },
  check({ config, world, report }) {
    if (!world.isInstalled) return;
    for (const references of pathReferences(config).values()) {
      for (const reference of references) {
        const { of, path, assignment } = reference;
        if ((of !== 'certificate' && of !== 'key') || isIgnored(config, assignment)) continue;
        const fault = faultOf(fileAt(world, path), of);
        if (fault === undefined) continue;
        const isRelative = !assignment.value.text.slice(reference.span.start).startsWith('/');
        const hint =
          isRelative && !assignment.value.text.includes('$')
            ? ' Relative paths begin at queue_directory.'
            : '';
        report({
          ...placeOf(reference),
          message: `${path} ${fault}: ${tlsOffConsequence(assignment.name)}.${hint} Give ${assignment.name} the right path.`,
        });
      }
    }
  },
};

function faultOf(fact: FileFact, of: 'certificate' | 'key'): string | undefined {
  if (fact.kind === 'missing') return 'does not exist';
  if (fact.kind === 'directory') return 'is a directory';
  if (fact.kind === 'unknown' || fact.pem === undefined) return undefined;
  const { blocks } = fact.pem;
  // A key in a file of chain_files may have its certificate in the next one: any of the two will do.
  const isKnown = blocks.some(({ kind }) => kind === 'certificate' || kind === 'private-key');
  return isKnown ? undefined : `holds no ${of === 'key' ? 'private key' : 'certificate'} in PEM form`;
}
