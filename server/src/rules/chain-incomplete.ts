import { pathsIn } from '../config/file-paths';
import type { Assignment, Configuration } from '../config/configuration';
import type { CertificateFacts, World } from '../config/world';
import { baseName } from '../text/path-parts';
import { assignmentsInForce } from './in-force';
import {
  blocksAt,
  certificateParameters,
  certificatesIn,
  isServerSide,
  nameOf,
  ownCertificateFiles,
  placeOf,
} from './certificate-files';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';
import { rfc, tlsReadme } from './sources';

export const chainIncomplete: Rule = {
  id: 'chain-incomplete',
  title: 'Intermediate certificates missing',
  group: 'certificates',
  severity: 'warning',
  parameters: certificateParameters,
  why: `TLS asks a server to send its certificate and those of all issuers up to the authority that clients know. Clients that verify
    and miss one of them end the session; that it works in a web browser proves nothing, because browsers fetch what is missing.`,
  sources: [rfc(8446, '4.4.2'), tlsReadme],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = ‹/etc/ssl/mail.pem›\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', 'certificate'] }),
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/ssl/mail.pem\n',
    world: exampleWorld({ '/etc/ssl/mail.pem': ['key', 'certificate', 'ca'] }),
  },
  check({ config, world, report }) {
    for (const { reference, certificates } of ownCertificateFiles(config, world)) {
      const { assignment, path } = reference;
      const [leaf] = certificates;
      // certbot's cert.pem has a rule of its own, which knows the remedy.
      if (leaf === undefined || leaf.selfSigned || leaf.isAuthority || baseName(path) === 'cert.pem')
        continue;
      const known = [...certificates, ...othersFor(config, world, assignment)];
      if (known.some(candidate => isIssuer(candidate, leaf))) continue;
      report({
        ...placeOf(reference),
        // Public authorities say where their certificate is to be had. A private one may issue certificates by its root.
        severity: leaf.issuerAddress === undefined ? 'information' : 'warning',
        message: `${path} has the certificate for ${nameOf(leaf)}, but not that of its issuer "${leaf.issuer}": ${isServerSide(assignment.name) ? 'clients' : 'servers'} that verify it fail. Append the issuer's certificate to the file.`,
      });
    }
  },
};

/** Certificates from which OpenSSL completes the chain: CAfile, and the other files of chain_files. */
function othersFor(config: Configuration, world: World, assignment: Assignment): CertificateFacts[] {
  const bundle = assignment.name.replace(/((ec|d)?cert_file|chain_files)$/, 'CAfile');
  const others = assignmentsInForce(config, bundle).flatMap(candidate => pathsIn(config, candidate));
  const chain = assignment.name.endsWith('_chain_files') ? pathsIn(config, assignment) : [];
  return [...others, ...chain].flatMap(({ path }) => certificatesIn(blocksAt(world, path) ?? []));
}

function isIssuer(candidate: CertificateFacts, leaf: CertificateFacts): boolean {
  return candidate.isAuthority && candidate.subject === leaf.issuer;
}
