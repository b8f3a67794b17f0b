import type { Assignment, Configuration } from '../config/configuration';
import { pathReferences, pathsIn, type PathReference } from '../config/file-paths';
import { fileAt, type CertificateFacts, type PemBlock, type World } from '../config/world';

/** The parameters whose files hold certificates of our own. */
export const certificateParameters = ['*_cert_file', '*_chain_files', '*_eccert_file', '*_dcert_file'];
export const keyParameters = ['*_key_file', '*_eckey_file', '*_dkey_file'];

/** A file that a certificate or key parameter names, as far as it was read. */
export interface PemFile {
  readonly reference: PathReference;
  readonly blocks: readonly PemBlock[];
  readonly certificates: readonly CertificateFacts[];
}

/** The files with certificates of our own (cert_file, chain_files and so on) whose contents are known. */
export function ownCertificateFiles(config: Configuration, world: World): readonly PemFile[] {
  const files: PemFile[] = [];
  for (const references of pathReferences(config).values()) {
    for (const reference of references) {
      if (reference.of !== 'certificate' || isIgnored(config, reference.assignment)) continue;
      const blocks = blocksAt(world, reference.path);
      if (blocks !== undefined) files.push({ reference, blocks, certificates: certificatesIn(blocks) });
    }
  }
  return files;
}

/** Whether chain_files replaces the parameter. */
export function isIgnored(config: Configuration, { name }: Assignment): boolean {
  const match = /^(.*_)(ec|d)?(cert|key)_file$/.exec(name);
  return match !== null && (config.known(`${match[1]}chain_files`) ?? '') !== '';
}

/** The blocks of a PEM file; undefined where it was not read. */
export function blocksAt(world: World, path: string): readonly PemBlock[] | undefined {
  const fact = fileAt(world, path);
  return fact.kind === 'file' ? fact.pem?.blocks : undefined;
}

/** The certificates among the blocks of a file, in its order. */
export function certificatesIn(blocks: readonly PemBlock[]): CertificateFacts[] {
  return blocks.flatMap(block => (block.kind === 'certificate' ? [block.certificate] : []));
}

/** Where a parameter's file is in the text, for a finding. */
export function placeOf({ assignment, span }: PathReference) {
  return { about: assignment, file: assignment.file, span: assignment.value.toFile(span) };
}

/** The key file that goes with a certificate file: what the service or main.cf says, else the certificate's own file. */
export function keyFileFor(
  config: Configuration,
  certificate: PathReference,
): { readonly path: string; readonly assignment: Assignment } | undefined {
  const { assignment } = certificate;
  const name = assignment.name.replace(/cert_file$/, 'key_file');
  const all = config.assignmentsOf(name);
  const setting =
    (assignment.service === undefined
      ? undefined
      : all.find(({ service }) => service === assignment.service)) ??
    all.filter(({ file }) => file === 'main').at(-1);
  if (setting === undefined) return { path: certificate.path, assignment };
  const [reference] = pathsIn(config, setting);
  if (reference !== undefined) return { path: reference.path, assignment: setting };
  return undefined;
}

/** Whether a parameter belongs to incoming mail. */
export function isServerSide(name: string): boolean {
  return /^(smtpd_|postscreen_|tlsproxy_tls_)/.test(name);
}

/** What Postfix does when it cannot load a certificate, key or list of authorities. */
export function tlsOffConsequence(name: string): string {
  return isServerSide(name)
    ? 'Postfix switches TLS off and answers STARTTLS with 454'
    : 'Postfix switches TLS off, and mail at level may goes in cleartext';
}

const day = 86_400_000;

/** Whole days between two times in milliseconds; negative where `to` is earlier. */
export function daysBetween(from: number, to: number): number {
  return Math.floor((to - from) / day);
}

/** `2026-06-01`. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The name a certificate is known by, for messages. */
export function nameOf({ names, subject }: CertificateFacts): string {
  return names[0] ?? subject;
}
