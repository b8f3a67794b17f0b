import assert from 'node:assert/strict';
import type { CertificateFacts, PemBlock } from '../../server/src/config/world';
import { inspectPem } from '../../server/src/host/node/inspect-pem';
import { certificates, type Certificates } from '../support/certificates';

function only(pem: string): PemBlock {
  const { blocks } = inspectPem(pem);
  assert.equal(blocks.length, 1);
  return blocks[0] as PemBlock;
}

function certificateIn(pem: string): CertificateFacts {
  const block = only(pem);
  assert.ok(block.kind === 'certificate');
  return block.certificate;
}

describe('what a PEM file holds', () => {
  let made: Certificates;
  before(function () {
    this.timeout(20_000);
    const found = certificates();
    if (found === undefined) this.skip();
    else made = found;
  });

  it('a certificate', () => {
    const { notBefore, notAfter, publicKeyId, ...facts } = certificateIn(made.leaf);
    assert.deepEqual(facts, {
      subject: 'CN=mail.example.com',
      issuer: 'O=Example, CN=Example Intermediate',
      selfSigned: false,
      isAuthority: false,
      names: ['mail.example.com', '*.mx.example.com'],
      keyType: 'rsa',
      keyBits: 2048,
      signatureDigest: 'sha256',
      issuerAddress: 'http://ca.example.com/intermediate.der',
    });
    assert.equal(Math.round((notAfter - notBefore) / 86_400_000), 90);
    assert.match(publicKeyId ?? '', /^[0-9a-f]{64}$/);
  });

  it('an authority, a self-signed and a weak certificate', () => {
    assert.equal(certificateIn(made.intermediate).isAuthority, true);
    assert.equal(certificateIn(made.intermediate).selfSigned, false);
    assert.equal(certificateIn(made.selfSigned).selfSigned, true);
    const weak = certificateIn(made.weak);
    assert.deepEqual([weak.keyBits, weak.signatureDigest], [1024, 'sha1']);
    assert.deepEqual(weak.names, ['old.example.com']);
    const ec = certificateIn(made.ecLeaf);
    assert.deepEqual([ec.keyType, ec.keyBits], ['ec', 256]);
  });

  it('a key, which has the same public half as its certificate and no other', () => {
    const key = only(made.key);
    assert.ok(key.kind === 'private-key' && !key.encrypted);
    assert.equal(key.publicKeyId, certificateIn(made.leaf).publicKeyId);
    assert.notEqual(key.publicKeyId, certificateIn(made.ecLeaf).publicKeyId);
    const other = only(made.ecKey);
    assert.equal(other.kind === 'private-key' && other.publicKeyId, certificateIn(made.ecLeaf).publicKeyId);
  });

  it('an encrypted key', () => {
    assert.deepEqual(only(made.encryptedKey), {
      kind: 'private-key',
      encrypted: true,
      publicKeyId: undefined,
    });
  });

  it('Diffie-Hellman parameters', () => {
    assert.deepEqual(only(made.dh1024), { kind: 'dh-parameters', bits: 1024 });
  });

  it('several blocks in their order, whatever text is between them', () => {
    const text = `subject=x\r\n${made.key}\nnotes\n${made.leaf}${made.intermediate}-----BEGIN CERTIFICATE-----\nMIIB`;
    assert.deepEqual(
      inspectPem(text.replaceAll('\n', '\r\n')).blocks.map(block => block.kind),
      ['private-key', 'certificate', 'certificate'],
    );
  });

  it('damaged blocks are something else, and no text makes it throw', () => {
    const damaged = made.leaf.replace(/^M.*$/m, 'AAAA');
    assert.deepEqual(only(damaged), { kind: 'other', label: 'CERTIFICATE' });
    for (const text of ['', '-----BEGIN ', '-----BEGIN X', '-----BEGIN X-----', '\0\xff'.repeat(50)])
      assert.deepEqual(inspectPem(text).blocks, []);
    assert.deepEqual(only('-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----'), {
      kind: 'other',
      label: 'PUBLIC KEY',
    });
    const many = inspectPem('-----BEGIN A-----'.repeat(60_000));
    assert.equal(many.blocks.length, 0);
  });
});
