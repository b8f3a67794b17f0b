import type { Assignment } from '../config/configuration';
import { knownServiceValue, serviceAssignment } from '../config/instance';
import { commaAndSpace, tokens } from '../values/tokens';
import { addAfter, rewriteValue } from './edits';
import { isYes } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';
import { clientsOf } from './tls-services';

export const saslClientCleartext: Rule = {
  id: 'sasl-client-cleartext',
  title: 'Password that may be sent without TLS',
  group: 'sasl',
  severity: 'warning',
  parameters: ['smtp_sasl_security_options', 'smtp_tls_security_level', 'smtp_sasl_auth_enable'],
  why: `Below the level encrypt the client goes on in cleartext when the server offers no STARTTLS, and
    anybody between the two can see to that. noplaintext, part of the default of smtp_sasl_security_options,
    keeps it from sending a password then; without that word it sends it for all to read.`,
  sources: [
    manual('smtp_sasl_security_options'),
    { title: 'SASL_README', url: 'https://www.postfix.org/SASL_README.html#client_sasl_policy' },
  ],
  bad: {
    main: 'smtp_tls_security_level = ‹may›\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\nsmtp_sasl_security_options = noanonymous\n',
  },
  good: {
    main: 'smtp_tls_security_level = encrypt\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd\nsmtp_sasl_security_options = noanonymous\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    const reported = new Set<Assignment>();
    for (const { prefix, service, level, wrappermode } of clientsOf(config)) {
      const read = (name: string): string | undefined =>
        knownServiceValue(config, service, `${prefix}_${name}`);
      if (wrappermode || (level.value !== 'none' && level.value !== 'may')) continue;
      if (!isYes(read('sasl_auth_enable')) || read('sasl_password_maps') === '') continue;
      const options = serviceAssignment(config, service, `${prefix}_sasl_security_options`);
      if (options === undefined || allows(read('sasl_security_options'), 'noplaintext')) continue;
      // A policy table may ask for TLS where passwords are sent.
      if (read('tls_policy_maps') !== '' || read('tls_per_site') !== '') continue;
      const filter = read('sasl_mechanism_filter');
      if (filter === undefined || (filter !== '' && !/plain|login/i.test(filter))) continue;
      const relayhost = knownServiceValue(config, service, 'relayhost');
      if (isLocal(relayhost)) continue;
      const shown = level.assignment ?? options;
      if (reported.has(shown)) continue;
      reported.add(shown);
      const name = `${prefix}_tls_security_level`;
      const own = config.inForce(name);
      const entry = config.setting(`${prefix}_sasl_security_options`)?.winner;
      report({
        file: shown.file,
        about: shown,
        span: shown.value.span,
        severity: isPrivate(relayhost) ? 'information' : 'warning',
        message: `${options.name} = ${options.value.text === '' ? '(empty)' : options.value.text} allows passwords in cleartext, and ${level.value === 'none' ? 'no TLS is used' : 'at level may TLS can be left out'}: the password can be read on the way. Set ${name} to encrypt, or add noplaintext.`,
        related: [{ file: options.file, span: options.value.span, message: 'noplaintext is missing here' }],
        fixes:
          service !== undefined && shown.file === 'master'
            ? []
            : [
                {
                  title: `Set ${name} to encrypt`,
                  safety: 'unsafe',
                  edits: () =>
                    own !== undefined
                      ? rewriteValue(config, own, 'encrypt')
                      : entry === undefined
                        ? []
                        : [addAfter(entry, name, 'encrypt')],
                },
              ],
      });
    }
  },
};

/** Whether a list of security options holds one; a list that is not known may. */
function allows(options: string | undefined, option: string): boolean {
  return (
    options === undefined || tokens(options, commaAndSpace).some(({ text }) => text.toLowerCase() === option)
  );
}

/** Whether a next hop is an address of a private network, often a tunnel that is encrypted itself. */
function isPrivate(nextHop: string | undefined): boolean {
  return /^\[?(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|(ipv6:)?f[cd][\da-f]{2}:)/i.test(nextHop ?? '');
}

/** Whether a next hop is this machine, where nobody listens in between. */
function isLocal(nextHop: string | undefined): boolean {
  return /^(unix:.*|inet:)?\[?(localhost|127\.[\d.]+|(ipv6:)?::1)\]?(:|$)/i.test(nextHop ?? '');
}
