import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '../oracle/run-program';

/** A key and a certificate that it signed itself, for localhost; valid for two days. */
export async function makeCertificate(): Promise<{ key: string; certificate: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postfix-wire-'));
  try {
    const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const args = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      certificate,
    ];
    const result = await runProgram('openssl', [...args, ...subject]);
    if (result.status !== 0) throw new Error(`openssl: ${result.stderr}`);
    return { key: await readFile(key, 'utf8'), certificate: await readFile(certificate, 'utf8') };
  } finally {
    await rm(folder, { recursive: true });
  }
}
