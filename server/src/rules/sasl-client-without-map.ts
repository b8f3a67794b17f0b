import type { Assignment } from '../config/configuration';
import { knownServiceValue, serviceAssignment } from '../config/instance';
import { isYes } from './in-force';
import type { Rule } from './rule';
import { servicesFor } from './services';
import { manual } from './sources';

export const saslClientWithoutMap: Rule = {
  id: 'sasl-client-without-map',
  title: 'Login at other servers without passwords',
  group: 'sasl',
  severity: 'error',
  parameters: [
    'smtp_sasl_auth_enable',
    'smtp_sasl_password_maps',
    'lmtp_sasl_auth_enable',
    'lmtp_sasl_password_maps',
  ],
  why: `smtp_sasl_auth_enable = yes tells the client to log in, smtp_sasl_password_maps with which name and
    password. Without the second, smtp stops as soon as it starts ("specify a password table"), and no mail
    leaves; the same holds for the lmtp parameters.`,
  sources: [
    manual('smtp_sasl_password_maps'),
    { title: 'SASL_README', url: 'https://www.postfix.org/SASL_README.html#client_sasl' },
  ],
  bad: { main: 'smtp_sasl_auth_enable = ‹yes›\n' },
  good: {
    main: 'smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\n',
  },
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<Assignment>();
    for (const prefix of ['smtp', 'lmtp'] as const) {
      const maps = `${prefix}_sasl_password_maps`;
      for (const service of servicesFor(config, prefix)) {
        if (!isYes(knownServiceValue(config, service, `${prefix}_sasl_auth_enable`))) continue;
        if (knownServiceValue(config, service, maps) !== '') continue;
        const assignment = serviceAssignment(config, service, `${prefix}_sasl_auth_enable`);
        if (assignment === undefined || reported.has(assignment)) continue;
        reported.add(assignment);
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.span,
          message: `Without ${maps} ${prefix} stops as soon as it starts, and no mail leaves this way. Name the table that holds the passwords, such as texthash:/etc/postfix/sasl_passwd.`,
        });
      }
    }
  },
};
