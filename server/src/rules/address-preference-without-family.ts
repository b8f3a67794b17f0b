import { rewriteValue } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

export const addressPreferenceWithoutFamily: Rule = {
  id: 'address-preference-without-family',
  title: 'Preference for a protocol that is turned off',
  group: 'networks',
  severity: 'warning',
  parameters: ['smtp_address_preference', 'lmtp_address_preference', 'inet_protocols'],
  why: `Postfix looks up only addresses of the protocols that inet_protocols turns on; a preference for the
    other one changes nothing. One of the two lines is not what was meant.`,
  sources: [manual('smtp_address_preference')],
  bad: { main: 'inet_protocols = ipv4\nsmtp_address_preference = ‹ipv6›\n' },
  good: { main: 'inet_protocols = ipv4\nsmtp_address_preference = any\n' },
  fix: 'unsafe',
  check({ config, report }) {
    const protocols = config.known('inet_protocols');
    const only = protocols === 'ipv4' || protocols === 'ipv6' ? protocols : undefined;
    if (only === undefined) return;
    const other = only === 'ipv4' ? 'ipv6' : 'ipv4';
    for (const name of ['smtp_address_preference', 'lmtp_address_preference']) {
      for (const assignment of config.assignmentsOf(name)) {
        if (assignment.value.text.toLowerCase() !== other) continue;
        // A service may turn the other protocol on for itself.
        if (assignment.service?.overrides.some(override => override.name === 'inet_protocols') === true)
          continue;
        const protocolsEntry = config.setting('inet_protocols')?.winner;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.span,
          message: `inet_protocols = ${only} turns ${nameOf(other)} off, so this preference has no effect. Turn ${nameOf(other)} on, or set the preference to any.`,
          related:
            protocolsEntry === undefined
              ? []
              : [
                  {
                    file: 'main',
                    span: protocolsEntry.value.span,
                    message: `${nameOf(other)} is turned off here`,
                  },
                ],
          fixes: [
            {
              title: `Set ${name} to any`,
              safety: 'unsafe',
              edits: () => rewriteValue(config, assignment, 'any'),
            },
          ],
        });
      }
    }
  },
};

function nameOf(protocol: string): string {
  return protocol === 'ipv4' ? 'IPv4' : 'IPv6';
}
