import { relayProtection } from './relay-protection';
import type { Rule } from './rule';
import { rewriteValue } from './edits';
import { manual } from './sources';

const value = 'permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination';

export const emptyRelayRestrictions: Rule = {
  id: 'empty-relay-restrictions',
  title: 'Relay protection left to the recipient restrictions',
  group: 'restrictions',
  severity: 'information',
  parameters: ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'],
  why: `With smtpd_relay_restrictions empty, only smtpd_recipient_restrictions keep strangers from relaying.
    They hold spam rules too, and one OK from an access table before reject_unauth_destination makes an open
    relay; that is why Postfix 2.10 divided the list in two.`,
  sources: [
    manual('smtpd_relay_restrictions'),
    { title: 'SMTPD_ACCESS_README', url: 'https://www.postfix.org/SMTPD_ACCESS_README.html#danger' },
  ],
  bad: {
    main: '‹smtpd_relay_restrictions› =\nsmtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination\n',
  },
  good: {
    main: `smtpd_relay_restrictions = ${value}\nsmtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination\n`,
  },
  fix: 'unsafe',
  check({ config, report }) {
    const assignment = config.inForce('smtpd_relay_restrictions');
    if (assignment === undefined || assignment.value.text !== '') return;
    // missing-reject-unauth-destination speaks of lists that protect nothing.
    if (relayProtection(config, undefined) !== 'present') return;
    report({
      about: assignment,
      span: assignment.nameSpan,
      message:
        'Only smtpd_recipient_restrictions keeps strangers from relaying here: one OK from an access table in it makes this an open relay. The default of smtpd_relay_restrictions does not depend on that.',
      fixes: [
        {
          title: `Set it to ${value}`,
          safety: 'unsafe',
          edits: () => rewriteValue(config, assignment, value),
        },
      ],
    });
  },
};
