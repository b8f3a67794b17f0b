import type { Configuration } from '../config/configuration';
import { replaceValue } from './edits';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';
import { clientsOf, hasTrust, serviceValue, type TlsService } from './tls-services';

/** What sends mail somewhere else than to the MX hosts of its domain, or there at another level. */
const routes = [
  'relayhost',
  'transport_maps',
  'sender_dependent_relayhost_maps',
  'sender_dependent_default_transport_maps',
  'smtp_fallback_relay',
  'smtp_tls_policy_maps',
  'smtp_tls_per_site',
];

export const strictLevelEverywhere: Rule = {
  id: 'strict-level-everywhere',
  title: 'Strict TLS level for mail to the whole Internet',
  group: 'tls',
  severity: 'warning',
  parameters: ['smtp_tls_security_level', ...routes],
  why: `Above may and dane Postfix delivers to a server only if that can do what the level asks for, and keeps the mail otherwise until it
    is returned. Few domains have TLSA records, many servers have no certificate that can be verified, and some still have no TLS. Such a
    level suits one relay, or single destinations in smtp_tls_policy_maps.`,
  sources: [manual('smtp_tls_security_level'), manual('smtp_tls_policy_maps'), tlsReadme],
  bad: {
    main: 'smtp_dns_support_level = dnssec\nsmtp_tls_security_level = ‹dane-only›\n',
  },
  good: {
    main: 'smtp_dns_support_level = dnssec\nsmtp_tls_security_level = dane\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<unknown>();
    for (const client of clientsOf(config)) {
      const { value, assignment } = client.level;
      const fault = value === undefined ? undefined : faults[value];
      if (fault === undefined || assignment?.name !== 'smtp_tls_security_level') continue;
      if (reported.has(assignment) || !deliversAnywhere(config, client)) continue;
      if (isForAnotherRule(config, client)) continue;
      reported.add(assignment);
      const { instead } = fault;
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        severity: fault.severity,
        message: `This level counts for every server on the Internet: mail to ${fault.refused} waits and is then returned. Use ${instead}, and set ${value} for single destinations in smtp_tls_policy_maps.`,
        // Whether mail may go without TLS is for people to say.
        fixes:
          instead === 'dane'
            ? [
                {
                  title: `Set smtp_tls_security_level to ${instead}`,
                  safety: 'unsafe',
                  edits: () => [replaceValue(assignment, instead)],
                },
              ]
            : [],
      });
    }
  },
};

interface Fault {
  readonly severity: 'warning' | 'information';
  /** Who gets no mail. */
  readonly refused: string;
  readonly instead: string;
}

const unverified = 'those whose certificate cannot be verified';

const faults: Readonly<Partial<Record<string, Fault>>> = {
  encrypt: { severity: 'information', refused: 'those without TLS', instead: 'may' },
  verify: { severity: 'warning', refused: unverified, instead: 'may' },
  secure: { severity: 'warning', refused: unverified, instead: 'may' },
  'dane-only': { severity: 'warning', refused: 'those without TLSA records', instead: 'dane' },
};

/** Whether the client delivers mail to the MX hosts of whatever domain, with nothing that makes exceptions. */
function deliversAnywhere(config: Configuration, { service, prefix }: TlsService): boolean {
  return (
    prefix === 'smtp' &&
    (service === undefined || service.name.text === 'smtp') &&
    config.known('default_transport') === 'smtp' &&
    routes.every(name => serviceValue(config, service, name) === '')
  );
}

/** With nobody to trust, or without DNSSEC, no mail leaves at all, and other rules say so. */
function isForAnotherRule(config: Configuration, client: TlsService): boolean {
  const { value } = client.level;
  if (value === 'dane-only')
    return serviceValue(config, client.service, 'smtp_dns_support_level') !== 'dnssec';
  return value !== 'encrypt' && !hasTrust(config, client);
}
