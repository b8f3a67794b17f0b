import type { Assignment } from '../config/configuration';
import { knownServiceValue, serviceAssignment } from '../config/instance';
import { addAfter, rewriteValue } from './edits';
import { isYes } from './in-force';
import type { Rule } from './rule';
import { isLoopbackOnly } from './services';
import { manual, rfc } from './sources';
import { serversOf } from './tls-services';

export const authWithoutTls: Rule = {
  id: 'auth-without-tls',
  title: 'Login without TLS',
  group: 'sasl',
  severity: 'warning',
  parameters: ['smtpd_sasl_auth_enable', 'smtpd_tls_auth_only', 'smtpd_sasl_security_options'],
  why: `With smtpd_tls_auth_only = no, the default, smtpd offers AUTH before STARTTLS, and a mail program
    that is not set up for TLS sends its name and password for all to read. RFC 4954 wants a server to offer
    mechanisms with readable passwords only under TLS.`,
  sources: [manual('smtpd_tls_auth_only'), rfc(4954, '4'), rfc(8314, '3')],
  bad: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_sasl_auth_enable = ‹yes›\n',
  },
  good: {
    main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_sasl_auth_enable = yes\nsmtpd_tls_auth_only = yes\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<Assignment>();
    for (const { service, level, wrappermode } of serversOf(config)) {
      const read = (name: string): string | undefined => knownServiceValue(config, service, name);
      if (wrappermode || level.value === undefined || level.value === 'encrypt') continue;
      if (!isYes(read('smtpd_sasl_auth_enable')) || read('smtpd_tls_auth_only')?.toLowerCase() !== 'no')
        continue;
      if (/(^|[\s,])noplaintext($|[\s,])/i.test(read('smtpd_sasl_security_options') ?? 'noplaintext'))
        continue;
      if (isLoopbackOnly(config, service)) continue;
      const enabled = serviceAssignment(config, service, 'smtpd_sasl_auth_enable');
      const shown = serviceAssignment(config, service, 'smtpd_tls_auth_only') ?? enabled;
      if (shown === undefined || reported.has(shown)) continue;
      reported.add(shown);
      const own = config.inForce('smtpd_tls_auth_only');
      const entry = config.setting('smtpd_sasl_auth_enable')?.winner;
      const offersTls = level.value === 'may';
      // Somebody who turned TLS off in so many words has a reason: a hidden service, another program in front.
      const isChoice = ['smtpd_tls_security_level', 'smtpd_use_tls'].some(
        name => serviceAssignment(config, service, name) !== undefined,
      );
      report({
        file: shown.file,
        about: shown,
        span: shown.value.span,
        severity: offersTls || !isChoice ? 'warning' : 'information',
        message: offersTls
          ? 'AUTH is offered before STARTTLS, so passwords may cross the network in cleartext. Set smtpd_tls_auth_only to yes.'
          : 'AUTH is offered, but TLS is not: all passwords cross the network in cleartext. Set up TLS first; with smtpd_tls_auth_only = yes alone there would be no AUTH at all.',
        fixes:
          !offersTls || shown.file === 'master'
            ? []
            : [
                {
                  title: 'Set smtpd_tls_auth_only to yes',
                  safety: 'unsafe',
                  edits: () =>
                    own !== undefined
                      ? rewriteValue(config, own, 'yes')
                      : entry === undefined
                        ? []
                        : [addAfter(entry, 'smtpd_tls_auth_only', 'yes')],
                },
              ],
      });
    }
  },
};
