import { knownServiceValue, serviceAssignment } from '../config/instance';
import { commaAndSpace, tokens } from '../values/tokens';
import { addAfter, rewriteValue } from './edits';
import { isYes } from './in-force';
import { relayClient } from './relay-client';
import type { Rule } from './rule';
import { manual } from './sources';

/** Providers whose servers offer no mechanism for passwords but PLAIN and LOGIN. */
const plainOnly =
  /(^|\.)(gmail\.com|googlemail\.com|office365\.com|outlook\.com|amazonaws\.com|sendgrid\.net|mailgun\.org)$/i;
const options = 'smtp_sasl_tls_security_options';

export const saslClientNoPlaintext: Rule = {
  id: 'sasl-client-no-plaintext',
  title: 'Login that is not allowed to send its password',
  group: 'sasl',
  severity: 'warning',
  parameters: [options, 'smtp_sasl_security_options', 'smtp_sasl_auth_enable'],
  why: `The default of smtp_sasl_security_options forbids PLAIN and LOGIN, and smtp_sasl_tls_security_options takes it over for
    connections with TLS, where these two are no danger. Most providers offer nothing else: then no mechanism is left, the login
    fails, and mail is deferred.`,
  sources: [
    manual(options),
    { title: 'SASL_README', url: 'https://www.postfix.org/SASL_README.html#client_sasl_policy' },
  ],
  bad: {
    main: 'relayhost = [smtp.gmail.com]:587\nsmtp_tls_security_level = encrypt\nsmtp_sasl_auth_enable = ‹yes›\nsmtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\n',
  },
  good: {
    main: 'relayhost = [smtp.gmail.com]:587\nsmtp_tls_security_level = encrypt\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_tls_security_options = noanonymous\nsmtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const client = relayClient(config);
    const relayhost = config.known('relayhost');
    if (client === undefined || relayhost === undefined) return;
    const { service, level } = client;
    const read = (name: string): string | undefined => knownServiceValue(config, service, name);
    if (level.value === undefined || level.value === 'none' || !isYes(read('smtp_sasl_auth_enable'))) return;
    if (read('smtp_sasl_password_maps') === '' || read('smtp_sasl_type') !== 'cyrus') return;
    // Who chose the mechanisms knows which there are.
    if (read('smtp_sasl_mechanism_filter') !== '') return;
    const forbidden = tokens(read(options) ?? '', commaAndSpace);
    if (!forbidden.some(({ text }) => text.toLowerCase() === 'noplaintext')) return;
    const enabled = serviceAssignment(config, service, 'smtp_sasl_auth_enable');
    const host = /^\[?([\w.-]+)\]?(:\w+)?$/.exec(relayhost)?.[1];
    if (enabled === undefined || host === undefined || /^(localhost|127\..*)$/i.test(host)) return;
    const own = serviceAssignment(config, service, options);
    const general = serviceAssignment(config, service, 'smtp_sasl_security_options');
    const isKnown = plainOnly.test(host);
    if (!isKnown && (own !== undefined || general !== undefined)) return;
    const entry = config.setting(enabled.name)?.winner ?? config.setting('relayhost')?.winner;
    const consequence = isKnown
      ? `${host} offers no other way to log in, so mail is deferred`
      : 'where a server offers nothing else, as most do, mail is deferred';
    report({
      file: enabled.file,
      about: enabled,
      span: enabled.value.span,
      severity: isKnown ? 'warning' : 'information',
      message: `noplaintext, in force by default even under TLS, forbids PLAIN and LOGIN: ${consequence}. Set ${options} to noanonymous.`,
      fixes:
        entry === undefined || own?.file === 'master'
          ? []
          : [
              {
                title: `Set ${options} to noanonymous`,
                safety: 'unsafe',
                edits: () =>
                  own === undefined
                    ? [addAfter(entry, options, 'noanonymous')]
                    : rewriteValue(config, own, 'noanonymous'),
              },
            ],
    });
  },
};
