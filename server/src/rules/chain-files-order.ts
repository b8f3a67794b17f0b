import { pathsIn, type PathReference } from '../config/file-paths';
import { fileAt, type World } from '../config/world';
import { baseName, folderOf } from '../text/path-parts';
import { tlsOffConsequence } from './certificate-files';
import { replaceInValue } from './edits';
import { exampleWorld } from './example-files';
import { assignmentsInForce } from './in-force';
import { certbotNameOf, certbotSibling, isInLiveFolder } from './paths';
import type { FileEdit, Fix, Rule } from './rule';
import { manual } from './sources';

const names = ['smtpd', 'smtp', 'lmtp'].map(program => `${program}_tls_chain_files`);

type Part = 'key' | 'certificate';

const files = exampleWorld({
  '/etc/ssl/mail/fullchain.pem': ['certificate', 'ca'],
  '/etc/ssl/mail/privkey.pem': ['key'],
});

export const chainFilesOrder: Rule = {
  id: 'chain-files-order',
  title: 'Certificate before its key in chain_files',
  group: 'tls',
  severity: 'error',
  parameters: names,
  why: `In chain_files each private key comes first and its certificate chain follows it, in the same file or in the next ones. In any
    other order Postfix logs "key not first" and switches TLS off: STARTTLS is answered with 454. Files that cannot be read are judged by the
    names that certbot gives them.`,
  sources: [manual('smtpd_tls_chain_files')],
  bad: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_chain_files = ‹/etc/ssl/mail/fullchain.pem, /etc/ssl/mail/privkey.pem›\n',
    world: files,
  },
  good: {
    main: 'compatibility_level = 3.6\nsmtpd_tls_security_level = may\nsmtpd_tls_chain_files = /etc/ssl/mail/privkey.pem, /etc/ssl/mail/fullchain.pem\n',
    world: files,
  },
  fix: 'unsafe',
  check({ config, world, report }) {
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        const references = pathsIn(config, assignment);
        const [first, second] = references;
        if (first === undefined) continue;
        const read = partsIn(world, first);
        const starts = read === undefined ? partByName(first, second) : read[0];
        if (starts !== 'certificate') continue;
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          message: `${name} begins with a certificate, but each key has to come before its certificates: ${tlsOffConsequence(name)}. ${adviceFor(first, second, read)}`,
          fixes: fixesFor(world, references),
        });
      }
    }
  },
};

function adviceFor(
  first: PathReference,
  second: PathReference | undefined,
  read: readonly Part[] | undefined,
): string {
  if (second !== undefined) return 'Name the key file first.';
  if (read === undefined || isOnly('certificate', read))
    return `Name the key file before ${baseName(first.path)}.`;
  return 'Move the key to the top of the file.';
}

function fixesFor(world: World, references: readonly PathReference[]): readonly Fix[] {
  const [first, second] = references;
  if (first === undefined || references.length > 2) return [];
  const { assignment } = first;
  const title = 'Name the key file first';
  const read = partsIn(world, first);
  if (second === undefined) {
    if (read !== undefined) return [];
    const certificate = textOf(first);
    const key = `${folderOf(certificate)}/${certbotSibling(first.path, 'privkey')}`;
    // A blank would end the value of an `-o`.
    const separator = assignment.file === 'main' ? ', ' : ',';
    const edits = (): FileEdit[] => [
      replaceInValue(assignment, first.span, `${key}${separator}${certificate}`),
    ];
    return certificate.includes('/') ? [{ title, safety: 'unsafe', edits }] : [];
  }
  const other = partsIn(world, second);
  const canSwap =
    (read === undefined || isOnly('certificate', read)) &&
    (other === undefined ? certbotNameOf(second.path) === 'privkey' : isOnly('key', other));
  const edits = (): FileEdit[] => [
    replaceInValue(assignment, first.span, textOf(second)),
    replaceInValue(assignment, second.span, textOf(first)),
  ];
  return canSwap ? [{ title, safety: 'unsafe', edits }] : [];
}

function textOf({ assignment, span }: PathReference): string {
  return assignment.value.text.slice(span.start, span.end);
}

/** The keys and certificates of a file in their order; undefined where it was not read. */
function partsIn(world: World, { path }: PathReference): readonly Part[] | undefined {
  const fact = fileAt(world, path);
  if (fact.kind !== 'file' || fact.pem === undefined) return undefined;
  return fact.pem.blocks.flatMap(({ kind }): Part[] =>
    kind === 'private-key' ? ['key'] : kind === 'certificate' ? ['certificate'] : [],
  );
}

function isOnly(part: Part, parts: readonly Part[] | undefined): boolean {
  return parts !== undefined && parts.length > 0 && parts.every(candidate => candidate === part);
}

/** What a first file must be where the files are certbot's, whose names tell what they hold. */
function partByName(first: PathReference, second: PathReference | undefined): Part | undefined {
  const name = certbotNameOf(first.path);
  if (name === undefined || name === 'privkey') return undefined;
  const isCertbots =
    second === undefined ? isInLiveFolder(first.path) : certbotNameOf(second.path) === 'privkey';
  return isCertbots ? 'certificate' : undefined;
}
