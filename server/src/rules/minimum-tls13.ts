import type { Configuration } from '../config/configuration';
import type { SeverityChoice, TlsUse } from '../config/profile';
import { certainProtocolLists, listFix, listFrom, placeOfList, severityIfRead } from './protocol-lists';
import type { Rule } from './rule';
import { manual, rfc } from './sources';

export const minimumTls13: Rule = {
  id: 'minimum-tls13',
  title: 'TLS 1.3 as the only version',
  group: 'tls',
  severity: 'warning',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  why: `Many mail servers still speak TLS 1.2 at most. Where TLS is optional they fall back to cleartext, so that asking for more gives
    less; where it is required their mail does not arrive. RFC 9325 keeps TLS 1.2, configured well, as good practice.`,
  sources: [rfc(9325, '3.1.1'), rfc(7435), manual('smtpd_tls_protocols')],
  bad: { main: 'smtpd_tls_protocols = ‹>=TLSv1.3›\n', postfix: '3.7' },
  good: { main: 'smtpd_tls_protocols = >=TLSv1.2\n', postfix: '3.7' },
  fix: 'unsafe',
  check({ config, world, report }) {
    for (const list of certainProtocolLists(config)) {
      const { assignment, set, use } = list;
      if (set.enabled.length !== 1 || set.enabled[0] !== 'TLSv1.3') continue;
      const value = listFrom('TLSv1.2', config, world, assignment);
      report({
        ...placeOfList(list),
        severity: severityIfRead(severityFor(config, use), list),
        message: `Only TLS 1.3 is on: ${consequences[use]}. Write ${value}.`,
        fixes: [listFix(config, assignment, value)],
      });
    }
  },
};

const consequences: Readonly<Record<TlsUse, string>> = {
  'server-opportunistic': 'senders that end at TLS 1.2 deliver in cleartext instead',
  'server-mandatory': 'mail programs that end at TLS 1.2 cannot send',
  'client-opportunistic': 'to servers that end at TLS 1.2 mail goes in cleartext instead',
  'client-mandatory': 'mail to servers that end at TLS 1.2 is deferred',
};

/** Users' programs and a relay of one's own may well be known to have TLS 1.3. */
function severityFor(config: Configuration, use: TlsUse): SeverityChoice {
  if (use === 'server-mandatory') return 'hint';
  return use === 'client-mandatory' && config.known('relayhost') !== '' ? 'hint' : 'warning';
}
