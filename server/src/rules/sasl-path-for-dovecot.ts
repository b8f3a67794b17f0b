import type { Assignment } from '../config/configuration';
import { knownServiceValue, serviceAssignment } from '../config/instance';
import { addAfter, rewriteValue } from './edits';
import { isYes } from './in-force';
import type { Rule } from './rule';
import { servicesFor } from './services';
import { manual } from './sources';

export const saslPathForDovecot: Rule = {
  id: 'sasl-path-for-dovecot',
  title: 'No socket for Dovecot',
  group: 'sasl',
  severity: 'error',
  parameters: ['smtpd_sasl_path', 'smtpd_sasl_type'],
  why: `For Dovecot smtpd_sasl_path is the socket on which its auth service listens. The default, smtpd, is
    a name for Cyrus SASL: with smtpd_sasl_type = dovecot it means a socket smtpd in the queue directory,
    which is not there. smtpd then stops at every connection with "no SASL authentication mechanisms".`,
  sources: [
    manual('smtpd_sasl_path'),
    { title: 'SASL_README', url: 'https://www.postfix.org/SASL_README.html#server_dovecot_comm' },
  ],
  bad: {
    main: 'smtpd_tls_auth_only = yes\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = ‹dovecot›\n',
  },
  good: {
    main: 'smtpd_tls_auth_only = yes\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<Assignment>();
    for (const service of servicesFor(config, 'smtpd')) {
      const read = (name: string): string | undefined => knownServiceValue(config, service, name);
      if (!isYes(read('smtpd_sasl_auth_enable')) || read('smtpd_sasl_type') !== 'dovecot') continue;
      if (read('smtpd_sasl_path') !== 'smtpd') continue;
      const path = serviceAssignment(config, service, 'smtpd_sasl_path');
      const type = serviceAssignment(config, service, 'smtpd_sasl_type');
      const shown = path ?? type;
      if (shown === undefined || reported.has(shown)) continue;
      reported.add(shown);
      const entry = type?.file === 'main' ? config.setting('smtpd_sasl_type')?.winner : undefined;
      report({
        file: shown.file,
        about: shown,
        span: shown.value.span,
        message: `${path === undefined ? 'Without smtpd_sasl_path' : 'With smtpd_sasl_path = smtpd'} the server looks for Dovecot's socket "smtpd" in the queue directory and stops with "no SASL authentication mechanisms". Name the socket of Dovecot's auth service, usually private/auth.`,
        fixes:
          path !== undefined
            ? [
                {
                  title: 'Set smtpd_sasl_path to private/auth',
                  safety: 'unsafe',
                  edits: () => rewriteValue(config, path, 'private/auth'),
                },
              ]
            : entry !== undefined
              ? [
                  {
                    title: 'Add smtpd_sasl_path = private/auth',
                    safety: 'unsafe',
                    edits: () => [addAfter(entry, 'smtpd_sasl_path', 'private/auth')],
                  },
                ]
              : [],
      });
    }
  },
};
