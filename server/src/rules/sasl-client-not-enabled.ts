import { addAfter } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

export const saslClientNotEnabled: Rule = {
  id: 'sasl-client-not-enabled',
  title: 'Passwords that are never used',
  group: 'sasl',
  severity: 'warning',
  parameters: [
    'smtp_sasl_password_maps',
    'smtp_sasl_auth_enable',
    'lmtp_sasl_password_maps',
    'lmtp_sasl_auth_enable',
  ],
  why: `smtp_sasl_password_maps says with which name and password the client logs in at other servers, but it only does so with
    smtp_sasl_auth_enable = yes, which is off by default. Without it a relay that wants a login refuses the mail; the same holds for
    the lmtp parameters.`,
  sources: [
    manual('smtp_sasl_auth_enable'),
    { title: 'SASL_README', url: 'https://www.postfix.org/SASL_README.html#client_sasl' },
  ],
  bad: { main: 'smtp_sasl_password_maps = ‹texthash:/etc/postfix/sasl_passwd›\n' },
  good: {
    main: 'smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\nsmtp_sasl_auth_enable = yes\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    for (const prefix of ['smtp', 'lmtp'] as const) {
      const name = `${prefix}_sasl_password_maps`;
      const enable = `${prefix}_sasl_auth_enable`;
      const assignment = config.inForce(name);
      const entry = config.setting(name)?.winner;
      // Whoever turned it off in so many words, or on for one service, knows of it.
      if (assignment === undefined || entry === undefined || config.assignmentsOf(enable).length > 0)
        continue;
      if ((config.known(name) ?? '') === '') continue;
      report({
        about: assignment,
        span: assignment.value.span,
        message: `${prefix} never uses these passwords: ${enable} is not set, and its default is no. Add ${enable} = yes.`,
        fixes: [
          {
            title: `Add ${enable} = yes`,
            safety: 'unsafe',
            edits: () => [addAfter(entry, enable, 'yes')],
          },
        ],
      });
    }
  },
};
