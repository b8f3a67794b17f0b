import type { Configuration } from '../config/configuration';
import { pathsIn } from '../config/file-paths';
import { fileAt, type World } from '../config/world';
import { baseName, folderOf } from '../text/path-parts';
import { replaceInValue } from './edits';
import { assignmentsInForce } from './in-force';
import { isInLiveFolder } from './paths';
import type { Rule } from './rule';
import { tlsReadme } from './sources';

const names = ['smtpd', 'smtp', 'lmtp'].flatMap(program => [
  `${program}_tls_cert_file`,
  `${program}_tls_eccert_file`,
]);

export const certWithoutChain: Rule = {
  id: 'cert-without-chain',
  title: 'Certificate without its chain',
  group: 'tls',
  severity: 'warning',
  parameters: names,
  why: `Let's Encrypt's cert.pem holds the server's certificate alone. Clients that verify it need the intermediate certificates
    too: mail programs then show an error, and servers with MTA-STS or a strict policy do not deliver. fullchain.pem has both.`,
  sources: [
    tlsReadme,
    {
      title: 'Certbot, where certificates are',
      url: 'https://eff-certbot.readthedocs.io/en/stable/using.html#where-are-my-certificates',
    },
  ],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = ‹/etc/letsencrypt/live/mail.example.com/cert.pem›\nsmtpd_tls_key_file = /etc/letsencrypt/live/mail.example.com/privkey.pem\n',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/letsencrypt/live/mail.example.com/fullchain.pem\nsmtpd_tls_key_file = /etc/letsencrypt/live/mail.example.com/privkey.pem\n',
  },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, world, report }) {
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        const [reference] = pathsIn(config, assignment);
        if (reference === undefined || baseName(reference.path) !== 'cert.pem') continue;
        const key = config.known(name.replace('cert_file', 'key_file')) ?? '';
        const isCertbots =
          isInLiveFolder(reference.path) || key === `${folderOf(reference.path)}/privkey.pem`;
        if (!isCertbots || hasChain(world, reference.path) || isCompletedElsewhere(config, name)) continue;
        const { text } = assignment.value;
        const written = text.endsWith('cert.pem');
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          message: `cert.pem holds the certificate without the intermediate ones, so clients that verify it fail. Use fullchain.pem from the same folder.`,
          fixes: written
            ? [
                {
                  title: 'Use fullchain.pem',
                  safety: 'unsafe',
                  edits: () => [
                    replaceInValue(
                      assignment,
                      { start: text.length - 'cert.pem'.length, end: text.length },
                      'fullchain.pem',
                    ),
                  ],
                },
              ]
            : [],
        });
      }
    }
  },
};

/** Whether the file was read and holds more than one certificate. */
function hasChain(world: World, path: string): boolean {
  const fact = fileAt(world, path);
  return (
    fact.kind === 'file' && (fact.pem?.blocks.filter(({ kind }) => kind === 'certificate').length ?? 0) > 1
  );
}

/** OpenSSL completes the chain from CAfile when it can. */
function isCompletedElsewhere(config: Configuration, name: string): boolean {
  const bundle = config.known(name.replace(/(ec)?cert_file$/, 'CAfile')) ?? '';
  return /^(full)?chain\.pem$/.test(baseName(bundle));
}
