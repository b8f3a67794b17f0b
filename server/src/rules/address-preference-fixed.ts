import type { Rule } from './rule';
import { manual } from './sources';

export const addressPreferenceFixed: Rule = {
  id: 'address-preference-fixed',
  title: 'Fixed preference for IPv4 or IPv6',
  group: 'networks',
  severity: 'information',
  parameters: ['smtp_address_preference', 'lmtp_address_preference'],
  why: `With a fixed preference Postfix tries all addresses of one protocol before the first of the other.
    When that protocol has an outage, it can use up smtp_mx_address_limit with addresses that do not answer,
    and the mail waits; postconf(5) calls a fixed preference unsafe for that reason.`,
  sources: [manual('smtp_address_preference')],
  bad: { main: 'smtp_address_preference = ‹ipv6›\n' },
  good: { main: 'smtp_address_preference = any\n' },
  check({ config, report }) {
    const protocols = config.known('inet_protocols');
    // With one protocol there is no choice; address-preference-without-family speaks of that.
    if (protocols === 'ipv4' || protocols === 'ipv6') return;
    for (const name of ['smtp_address_preference', 'lmtp_address_preference']) {
      for (const assignment of config.assignmentsOf(name)) {
        const preference = assignment.value.text.toLowerCase();
        if (preference !== 'ipv4' && preference !== 'ipv6') continue;
        const protocol = preference === 'ipv4' ? 'IPv4' : 'IPv6';
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.span,
          message: `While ${protocol} has an outage on either side, mail can be delayed although the other protocol works; the value any has no such risk. A missing PTR record is not cured by this either.`,
        });
      }
    }
  },
};
