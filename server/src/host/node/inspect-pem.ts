import { createHash, createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { CertificateFacts, PemBlock, PemSummary } from '../../config/world';
import { derElement, derInteger, derIntegerBits, derObjectId, derObjectIdentifier, derSequence } from './der';

const begin = '-----BEGIN ';
const dashes = '-----';

/**
 * What a PEM file holds, in the order of the file, as OpenSSL reads it: text outside the blocks is skipped. Blocks that
 * cannot be read are `other`. Of a private key nothing but a hash of its public half leaves this function.
 */
export function inspectPem(pem: string): PemSummary {
  const blocks: PemBlock[] = [];
  for (let at = pem.indexOf(begin); at !== -1;) {
    const next = pem.indexOf(begin, at + begin.length);
    const block = inspectBlock(next === -1 ? pem.slice(at) : pem.slice(at, next));
    if (block !== undefined) blocks.push(block);
    at = next;
  }
  return { blocks };
}

/** The block that a piece of text begins with; undefined where it has no end. */
function inspectBlock(piece: string): PemBlock | undefined {
  const label = piece.slice(begin.length, piece.indexOf(dashes, begin.length));
  const last = `${dashes}END ${label}${dashes}`;
  const end = piece.indexOf(last);
  if (end === -1) return undefined;
  const text = piece.slice(0, end + last.length);
  try {
    if (/^(X509 |TRUSTED )?CERTIFICATE$/.test(label))
      return {
        kind: 'certificate',
        certificate: certificateFacts(new X509Certificate(certificateText(label, text))),
      };
    if (label.endsWith('PRIVATE KEY')) return inspectKey(label, text);
    if (/^(X9\.42 )?DH PARAMETERS$/.test(label)) return { kind: 'dh-parameters', bits: dhBits(decode(text)) };
  } catch {
    // Damaged, or an algorithm that this OpenSSL does not know.
  }
  return { kind: 'other', label };
}

/** OpenSSL's trusted form has trust settings behind the certificate; X509Certificate takes the plain form only. */
function certificateText(label: string, text: string): string | Buffer {
  if (label === 'CERTIFICATE') return text;
  const bytes = decode(text);
  const outer = derElement(bytes, 0);
  return outer === undefined ? text : bytes.subarray(0, outer.end);
}

function inspectKey(label: string, text: string): PemBlock {
  const encrypted = label.startsWith('ENCRYPTED ') || /^Proc-Type:.*ENCRYPTED/m.test(text);
  let publicKeyId: string | undefined;
  if (!encrypted) {
    try {
      publicKeyId = idOf(createPublicKey(createPrivateKey(text)));
    } catch {
      // A key of a kind that this OpenSSL does not know is still a key.
    }
  }
  return { kind: 'private-key', encrypted, publicKeyId };
}

function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const key = publicKeyOf(certificate);
  const selfSigned =
    key !== undefined && certificate.subject === certificate.issuer && isSignedBy(certificate, key);
  const issuerAddress = issuerAddressOf(certificate);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    selfSigned,
    isAuthority: certificate.ca,
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    names: namesOf(certificate),
    publicKeyId: key === undefined ? undefined : idOf(key),
    keyType: key?.asymmetricKeyType ?? 'unknown',
    keyBits: key === undefined ? undefined : keyBits(key),
    signatureDigest: signatureDigest(certificate.raw),
    ...(issuerAddress === undefined ? {} : { issuerAddress }),
  };
}

function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

function isSignedBy(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.verify(key);
  } catch {
    return false;
  }
}

/** SHA-256 of the public key as a certificate holds it, so that it is equal for a key and its certificates. */
function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Node writes names one part to a line, most significant first. */
function oneLine(name: string): string {
  return name.split('\n').join(', ');
}

/** The DNS names a client compares with the host it called, or the common name where there are none. */
function namesOf(certificate: X509Certificate): string[] {
  const names = [...(certificate.subjectAltName ?? '').matchAll(/(?:^|, )DNS:("[^"]*"|[^,]*)/g)].map(match =>
    (match[1] as string).replaceAll('"', ''),
  );
  if (names.length > 0) return names;
  const common = /^CN=(.*)$/m.exec(certificate.subject)?.[1];
  return common === undefined ? [] : [common];
}

/** Where the issuer's certificate can be fetched: public authorities always say so, private ones seldom. */
function issuerAddressOf(certificate: X509Certificate): string | undefined {
  return /^CA Issuers - URI:(\S+)$/m.exec(certificate.infoAccess ?? '')?.[1];
}

const curveBits: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  secp224r1: 224,
  prime192v1: 192,
  brainpoolP256r1: 256,
  brainpoolP384r1: 384,
  brainpoolP512r1: 512,
};

function keyBits(key: KeyObject): number | undefined {
  const details = key.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined) return details.modulusLength;
  return details?.namedCurve === undefined ? undefined : curveBits[details.namedCurve];
}

/** Digests of the signature algorithms that name one. RSA-PSS says it in parameters, EdDSA has none to choose. */
const digests: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2',
  '1.2.840.113549.1.1.4': 'md5',
  '1.2.840.113549.1.1.5': 'sha1',
  '1.3.14.3.2.29': 'sha1',
  '1.2.840.10040.4.3': 'sha1',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.113549.1.1.14': 'sha224',
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OBJECT IDENTIFIER, … }, … } (RFC 5280 §4.1). */
function signatureDigest(bytes: Uint8Array): string | undefined {
  const certificate = derElement(bytes, 0);
  if (certificate?.tag !== derSequence) return undefined;
  const body = derElement(bytes, certificate.start, certificate.end);
  const algorithm = body === undefined ? undefined : derElement(bytes, body.end, certificate.end);
  const id = algorithm === undefined ? undefined : derElement(bytes, algorithm.start, algorithm.end);
  return id?.tag === derObjectIdentifier ? digests[derObjectId(bytes, id)] : undefined;
}

/** DHParameter ::= SEQUENCE { prime INTEGER, … } (PKCS #3, and X9.42 begins the same). */
function dhBits(bytes: Uint8Array): number | undefined {
  const sequence = derElement(bytes, 0);
  const prime = sequence === undefined ? undefined : derElement(bytes, sequence.start, sequence.end);
  return prime?.tag === derInteger ? derIntegerBits(bytes, prime) : undefined;
}

/** The bytes between the first and the last line of a block. */
function decode(block: string): Buffer {
  return Buffer.from(block.slice(block.indexOf('\n') + 1, block.lastIndexOf(`${dashes}END `)), 'base64');
}
