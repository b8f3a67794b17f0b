import type { CertificateFacts, FileFact, PemBlock, World } from '../config/world';

/** What a file of an example holds: `key` and `certificate` belong together, `ca` has issued the certificate. */
export type ExampleFile = 'missing' | 'directory' | readonly ExampleBlock[];
export type ExampleBlock =
  'key' | 'other-key' | 'encrypted-key' | 'certificate' | 'ca' | Partial<CertificateFacts> | PemBlock;

const now = Date.UTC(2026, 5, 1);
const day = 86_400_000;

const certificate: CertificateFacts = {
  subject: 'CN=mail.example.com',
  issuer: 'O=Example, CN=Example CA',
  selfSigned: false,
  isAuthority: false,
  notBefore: now - 60 * day,
  notAfter: now + 30 * day,
  names: ['mail.example.com'],
  publicKeyId: 'mail',
  keyType: 'rsa',
  keyBits: 2048,
  signatureDigest: 'sha256',
  issuerAddress: 'http://ca.example.com/ca.der',
};

const authority: CertificateFacts = {
  ...certificate,
  subject: 'O=Example, CN=Example CA',
  issuer: 'O=Example, CN=Example Root',
  isAuthority: true,
  notAfter: now + 1_000 * day,
  names: ['Example CA'],
  publicKeyId: 'ca',
};

/** The world of an installed main.cf with these files, on 1 June 2026, for the examples of rules. */
export function exampleWorld(
  files: Readonly<Record<string, ExampleFile>>,
  modes: Readonly<Record<string, number>> = {},
): Partial<World> {
  return {
    now,
    directory: '/etc/postfix',
    isInstalled: true,
    files: new Map(Object.entries(files).map(([path, file]) => [path, factOf(file, modes[path])])),
  };
}

function factOf(file: ExampleFile, mode = 0o600): FileFact {
  if (file === 'missing') return { kind: 'missing' };
  if (file === 'directory') return { kind: 'directory', mode: 0o755, pem: undefined };
  return { kind: 'file', mode, pem: { blocks: file.map(blockOf) } };
}

function blockOf(block: ExampleBlock): PemBlock {
  if (typeof block !== 'string')
    return 'kind' in block ? block : { kind: 'certificate', certificate: { ...certificate, ...block } };
  switch (block) {
    case 'certificate':
      return { kind: 'certificate', certificate };
    case 'ca':
      return { kind: 'certificate', certificate: authority };
    case 'encrypted-key':
      return { kind: 'private-key', encrypted: true, publicKeyId: undefined };
    default:
      return { kind: 'private-key', encrypted: false, publicKeyId: block === 'key' ? 'mail' : 'other' };
  }
}
