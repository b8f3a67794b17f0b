import type { Assignment, Configuration } from '../config/configuration';
import { knownServiceValue } from '../config/instance';
import { isDynamic } from '../values/tokens';
import { rewriteValue } from './edits';
import { assignmentsInForce, isYes } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

const types = { smtpd: ['cyrus', 'dovecot'], smtp: ['cyrus'], lmtp: ['cyrus'] } as const;

export const saslType: Rule = {
  id: 'sasl-type',
  title: 'SASL type that Postfix does not have',
  group: 'sasl',
  severity: 'error',
  parameters: ['smtpd_sasl_type', 'smtp_sasl_type', 'lmtp_sasl_type'],
  why: `The server can ask Cyrus SASL or Dovecot about passwords, the client knows Cyrus SASL alone; the
    names are lower case (postconf -a and -A list them). With another name and SASL turned on, the program
    logs "unsupported SASL … implementation" and stops.`,
  sources: [
    manual('smtpd_sasl_type'),
    { title: 'SASL_README', url: 'https://www.postfix.org/SASL_README.html' },
  ],
  bad: {
    main: 'smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\nsmtp_sasl_type = ‹dovecot›\n',
  },
  good: {
    main: 'smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\nsmtp_sasl_type = cyrus\n',
  },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const program of ['smtpd', 'smtp', 'lmtp'] as const) {
      for (const assignment of assignmentsInForce(config, `${program}_sasl_type`)) {
        const { text } = assignment.value;
        const known: readonly string[] = types[program];
        if (text === '' || isDynamic(text) || text.includes('#') || known.includes(text)) continue;
        const [first = 'cyrus'] = known;
        const meant =
          known.find(type => type === text.toLowerCase()) ?? (known.length === 1 ? first : undefined);
        const isUsed = isTurnedOn(config, assignment, program);
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.span,
          severity: isUsed ? 'error' : 'information',
          message: `${program} knows the SASL type${known.length === 1 ? '' : 's'} ${known.join(' and ')}, in lower case, not "${text}": ${isUsed ? 'it stops' : 'with SASL turned on it would stop'}, and no mail ${program === 'smtpd' ? 'comes in' : 'leaves'}.`,
          fixes:
            meant === undefined
              ? []
              : [
                  {
                    title: `Set ${assignment.name} to ${meant}`,
                    safety: 'unsafe',
                    edits: () => rewriteValue(config, assignment, meant),
                  },
                ],
        });
      }
    }
  },
};

function isTurnedOn(config: Configuration, { service }: Assignment, program: string): boolean {
  const name = `${program}_sasl_auth_enable`;
  if (service !== undefined) return isYes(knownServiceValue(config, service, name));
  return (
    isYes(config.known(name)) ||
    config
      .assignmentsOf(name)
      .some(assignment => assignment.file === 'master' && isYes(assignment.value.text))
  );
}
