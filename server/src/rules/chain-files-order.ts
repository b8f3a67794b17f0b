import { pathsIn, type PathReference } from '../config/file-paths';
import { fileAt, type World } from '../config/world';
import { replaceInValue } from './edits';
import { exampleWorld } from './example-files';
import { assignmentsInForce } from './in-force';
import { baseName } from './paths';
import type { Rule } from './rule';
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
  group: 'certificates',
  severity: 'error',
  parameters: names,
  why: `In chain_files each private key comes first and its certificate chain follows it, in the same file or in the next ones. In any
    other order Postfix logs "key not first" and switches TLS off: STARTTLS is answered with 454.`,
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
        const starts = read?.[0] ?? (second === undefined ? undefined : partByName(first, second));
        if (starts !== 'certificate') continue;
        const canSwap =
          references.length === 2 &&
          second !== undefined &&
          isOnly('certificate', read) &&
          isOnly('key', partsIn(world, second));
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          message: `${name} begins with a certificate, but Postfix wants each key before its certificates: it switches TLS off and answers STARTTLS with 454. ${second === undefined ? 'Move the key to the top of the file.' : 'Name the key file first.'}`,
          fixes:
            canSwap && second !== undefined
              ? [
                  {
                    title: 'Name the key file first',
                    safety: 'unsafe',
                    edits: () => [
                      replaceInValue(assignment, first.span, textOf(second)),
                      replaceInValue(assignment, second.span, textOf(first)),
                    ],
                  },
                ]
              : [],
        });
      }
    }
  },
};

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

/** What a first file must be where the two files are certbot's, whose names tell what they hold. */
function partByName(first: PathReference, second: PathReference): Part | undefined {
  const isChain = /^(full)?chain\d*\.pem$|^cert\d*\.pem$/.test(baseName(first.path));
  return isChain && /^privkey\d*\.pem$/.test(baseName(second.path)) ? 'certificate' : undefined;
}
