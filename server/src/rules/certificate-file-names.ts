import { pathsIn, type PathReference } from '../config/file-paths';
import { fileAt, type World } from '../config/world';
import { baseName, folderOf } from '../text/path-parts';
import { isIgnored, keyFileFor, placeOf, tlsOffConsequence } from './certificate-files';
import { replaceInValue } from './edits';
import { assignmentsInForce } from './in-force';
import { certbotNameOf, certbotSibling, isInLiveFolder, type CertbotName } from './paths';
import type { NewFinding, Rule } from './rule';
import { manual } from './sources';

const certificateNames = ['smtpd', 'smtp', 'lmtp'].flatMap(program =>
  ['cert', 'eccert', 'dcert'].map(kind => `${program}_tls_${kind}_file`),
);
const keyNames = certificateNames.map(keyNameOf);

/** What the files hold that are no certificate of the server. */
const notCertificates: Partial<Record<CertbotName, string>> = {
  privkey: 'holds the private key and no certificate',
  chain: 'holds the intermediate certificates without our own',
};

const live = '/etc/letsencrypt/live/mail.example.com';

export const certificateFileNames: Rule = {
  id: 'certificate-file-names',
  title: 'Certificate and key files mixed up',
  group: 'tls',
  severity: 'error',
  parameters: [...certificateNames, ...keyNames],
  why: `Certbot's names tell what a file holds: privkey.pem the key, fullchain.pem the server's certificate with its chain, chain.pem the chain
    alone. With the wrong one Postfix finds no key, or one that does not fit, and switches TLS off. Files that can be read are judged by
    what is in them.`,
  sources: [
    manual('smtpd_tls_cert_file'),
    manual('smtpd_tls_key_file'),
    {
      title: 'Certbot, where certificates are',
      url: 'https://eff-certbot.readthedocs.io/en/stable/using.html#where-are-my-certificates',
    },
  ],
  bad: {
    main: `smtpd_tls_security_level = may\nsmtpd_tls_cert_file = ‹${live}/privkey.pem›\nsmtpd_tls_key_file = ‹${live}/fullchain.pem›\n`,
  },
  good: {
    main: `smtpd_tls_security_level = may\nsmtpd_tls_cert_file = ${live}/fullchain.pem\nsmtpd_tls_key_file = ${live}/privkey.pem\n`,
  },
  fix: 'unsafe',
  check({ config, world, report }) {
    const keys = new Set<unknown>();
    for (const certificate of certificateNames.flatMap(name => assignmentsInForce(config, name))) {
      const [own] = pathsIn(config, certificate);
      if (own === undefined || isIgnored(config, certificate)) continue;
      const keyFile = keyFileFor(config, own);
      const areSwapped = keyFile !== undefined && isSwapped(own.path, keyFile.path);
      const fault = notCertificates[certbotNameOf(own.path) ?? 'cert'];
      if (fault !== undefined && isJudgedByName(world, own, areSwapped))
        report(wrongFile(own, fault, 'fullchain'));

      // Without a key file of its own, the key is looked for in the certificate's.
      if (keyFile === undefined || keyFile.assignment === certificate || keys.has(keyFile.assignment))
        continue;
      keys.add(keyFile.assignment);
      const [key] = pathsIn(config, keyFile.assignment);
      const name = certbotNameOf(keyFile.path);
      if (key === undefined || name === undefined || name === 'privkey') continue;
      if (isJudgedByName(world, key, areSwapped)) report(wrongFile(key, 'holds no private key', 'privkey'));
    }
  },
};

function keyNameOf(certificateName: string): string {
  return certificateName.replace(/cert_file$/, 'key_file');
}

/** Whether two files of one folder stand in each other's place, wherever that folder is. */
function isSwapped(certificate: string, key: string): boolean {
  const name = certbotNameOf(key);
  return (
    certbotNameOf(certificate) === 'privkey' &&
    name !== undefined &&
    name !== 'privkey' &&
    folderOf(certificate) === folderOf(key)
  );
}

/** Whether nothing but the name can tell what a file holds, and the name does. */
function isJudgedByName(world: World, { path }: PathReference, areSwapped: boolean): boolean {
  const fact = fileAt(world, path);
  const isUnread = fact.kind === 'unknown' || (fact.kind === 'file' && fact.pem === undefined);
  return isUnread && (areSwapped || isInLiveFolder(path));
}

function wrongFile(reference: PathReference, fault: string, right: CertbotName): NewFinding {
  const { assignment, path, span } = reference;
  const written = baseName(path);
  const meant = certbotSibling(path, right);
  const { text } = assignment.value;
  const place = { start: span.end - written.length, end: span.end };
  const canReplace = text.slice(place.start, place.end) === written;
  return {
    ...placeOf(reference),
    message: `${written} ${fault}: ${tlsOffConsequence(assignment.name)}. Set ${assignment.name} to ${meant} from the same folder.`,
    fixes: canReplace
      ? [
          {
            title: `Use ${meant}`,
            safety: 'unsafe',
            edits: () => [replaceInValue(assignment, place, meant)],
          },
        ]
      : [],
  };
}
