import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** PEM texts of a small authority, made by OpenSSL when the tests run. */
export interface Certificates {
  readonly root: string;
  readonly intermediate: string;
  /** Issued by the intermediate for mail.example.com, valid for 90 days from now. */
  readonly leaf: string;
  readonly key: string;
  readonly encryptedKey: string;
  /** Another pair for the same name: P-256. */
  readonly ecLeaf: string;
  readonly ecKey: string;
  readonly selfSigned: string;
  readonly selfSignedKey: string;
  /** RSA 1024, signed with SHA-1. */
  readonly weak: string;
  readonly weakKey: string;
  readonly dh1024: string;
}

let made: Certificates | undefined;

/** Made once for all tests of a run; undefined where there is no OpenSSL to make them. */
export function certificates(): Certificates | undefined {
  try {
    return (made ??= make());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const extensions = `
[ca]
basicConstraints = critical, CA:TRUE
[leaf]
basicConstraints = CA:FALSE
subjectAltName = DNS:mail.example.com, DNS:*.mx.example.com
authorityInfoAccess = caIssuers;URI:http://ca.example.com/intermediate.der
`;

// Primes of the groups are public; making new ones takes too long for a test.
const dh1024 = `-----BEGIN DH PARAMETERS-----
MIGHAoGBAP//////////yQ/aoiFowjTExmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJR
Sgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL
/1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJKGZR7OZTgf//////////AgEC
-----END DH PARAMETERS-----
`;

function make(): Certificates {
  const folder = mkdtempSync(path.join(tmpdir(), 'certificates-'));
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const sign = (name: string, subject: string, issuer: string, section: string): void => {
    openssl('req', '-new', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`],
      ...['-CAcreateserial', '-days', '90', '-sha256', '-extfile', 'ext.cnf', '-extensions', section],
      ...['-out', `${name}.pem`],
    );
  };
  const rsa = (name: string, bits = '2048'): string =>
    openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`, '-out', `${name}.key`);
  const p256 = (name: string): string =>
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);
  const selfSign = (name: string, subject: string, digest: string): string =>
    openssl(
      ...['req', '-x509', '-key', `${name}.key`, '-subj', subject, digest],
      ...['-days', '3650', '-out', `${name}.pem`],
    );
  try {
    writeFileSync(path.join(folder, 'ext.cnf'), extensions);
    p256('root');
    selfSign('root', '/O=Example/CN=Example Root', '-sha256');
    p256('intermediate');
    sign('intermediate', '/O=Example/CN=Example Intermediate', 'root', 'ca');
    rsa('leaf');
    sign('leaf', '/CN=mail.example.com', 'intermediate', 'leaf');
    openssl('pkey', '-in', 'leaf.key', '-aes128', '-passout', 'pass:secret', '-out', 'encrypted.key');
    p256('ec');
    sign('ec', '/CN=mail.example.com', 'intermediate', 'leaf');
    p256('self');
    selfSign('self', '/CN=mail.example.com', '-sha256');
    rsa('weak', '1024');
    selfSign('weak', '/CN=old.example.com', '-sha1');
    return {
      root: read('root.pem'),
      intermediate: read('intermediate.pem'),
      leaf: read('leaf.pem'),
      key: read('leaf.key'),
      encryptedKey: read('encrypted.key'),
      ecLeaf: read('ec.pem'),
      ecKey: read('ec.key'),
      selfSigned: read('self.pem'),
      selfSignedKey: read('self.key'),
      weak: read('weak.pem'),
      weakKey: read('weak.key'),
      dh1024,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
