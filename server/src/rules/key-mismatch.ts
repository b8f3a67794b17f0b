import { pathReferences, pathsIn } from '../config/file-paths';
import type { CertificateFacts, PemBlock } from '../config/world';
import {
  blocksAt,
  certificateParameters,
  keyFileFor,
  keyParameters,
  nameOf,
  ownCertificateFiles,
  placeOf,
  tlsOffConsequence,
} from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule, RuleContext } from './rule';
import { manual } from './sources';

type Key = Extract<PemBlock, { readonly kind: 'private-key' }>;

export const keyMismatch: Rule = {
  id: 'key-mismatch',
  title: 'Private key that does not fit its certificate',
  group: 'certificates',
  severity: 'error',
  parameters: [...certificateParameters, ...keyParameters],
  why: `Postfix needs the private key that the certificate was made for, and without a pass phrase, because nobody can type one when a
    daemon starts. With any other key, or none, it switches TLS off: a server answers STARTTLS with 454. This happens when only one of
    the two files was replaced.`,
  sources: [manual('smtpd_tls_key_file'), manual('smtpd_tls_cert_file')],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = ‹/etc/ssl/mail.key›\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['certificate', 'ca'], '/etc/ssl/mail.key': ['other-key'] }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\nsmtpd_tls_key_file = /etc/ssl/mail.key\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['certificate', 'ca'], '/etc/ssl/mail.key': ['key'] }),
  },
  check(context) {
    checkPairs(context);
    checkChains(context);
  },
};

/** cert_file and key_file, each kind of key by itself. */
function checkPairs({ config, world, report }: RuleContext): void {
  for (const { reference, certificates } of ownCertificateFiles(config, world)) {
    const { assignment } = reference;
    const [certificate] = certificates;
    if (assignment.name.endsWith('_chain_files') || certificate === undefined) continue;
    const keyFile = keyFileFor(config, reference);
    const blocks = keyFile === undefined ? undefined : blocksAt(world, keyFile.path);
    if (keyFile === undefined || blocks === undefined) continue;
    const key = blocks.find(isKey);
    // A key file that holds neither key nor certificate is reported as one that cannot be loaded.
    if (key === undefined && keyFile.assignment !== assignment && !blocks.some(isCertificate)) continue;
    const fault = key === undefined ? 'holds no private key' : faultOf(key, certificate);
    if (fault === undefined) continue;
    const isOwnFile = keyFile.assignment === assignment;
    const place = isOwnFile ? reference : (pathsIn(config, keyFile.assignment)[0] ?? reference);
    const advice = isOwnFile
      ? `Name the file with the key in ${assignment.name.replace(/cert_file$/, 'key_file')}.`
      : 'Use the key that the certificate was made for.';
    report({
      ...placeOf(place),
      message: `${keyFile.path} ${fault}: ${tlsOffConsequence(assignment.name)}. ${advice}`,
      related: isOwnFile
        ? []
        : [{ file: assignment.file, span: assignment.value.span, message: 'the certificate' }],
    });
  }
}

/** The files of chain_files, which Postfix reads as if they were one: keys, each followed by its certificates. */
function checkChains({ config, world, report }: RuleContext): void {
  for (const [{ name }, references] of pathReferences(config)) {
    if (!name.endsWith('_chain_files')) continue;
    let key: Key | undefined;
    for (const reference of references) {
      const blocks = blocksAt(world, reference.path);
      // With a file unread nobody can say what follows what.
      if (blocks === undefined) break;
      for (const block of blocks) {
        if (block.kind === 'private-key') key = block;
        if (block.kind !== 'certificate' || key === undefined) continue;
        const fault = faultOf(key, block.certificate);
        if (fault !== undefined)
          report({
            ...placeOf(reference),
            message: `The file before the certificate ${fault}: ${tlsOffConsequence(name)}. Put each key directly before its own certificate.`,
          });
        // The certificates that follow are its issuers'.
        key = undefined;
      }
    }
  }
}

function isKey(block: PemBlock): block is Key {
  return block.kind === 'private-key';
}

function isCertificate({ kind }: PemBlock): boolean {
  return kind === 'certificate';
}

/** What is wrong with the key of a certificate, after "the file"; undefined where nothing is, or nobody can say. */
function faultOf(key: Key, certificate: CertificateFacts): string | undefined {
  if (key.encrypted) return 'holds a key with a pass phrase, which Postfix cannot open';
  if (key.publicKeyId === undefined || certificate.publicKeyId === undefined) return undefined;
  if (key.publicKeyId === certificate.publicKeyId) return undefined;
  return `holds a key that does not fit the certificate for ${nameOf(certificate)}`;
}
