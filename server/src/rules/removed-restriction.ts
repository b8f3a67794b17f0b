import type { Rule } from './rule';
import { restrictionLists } from './list-parameters';
import { tellProblems } from './told-problems';

export const removedRestriction: Rule = {
  id: 'removed-restriction',
  title: 'Removed restriction',
  group: 'restrictions',
  severity: 'error',
  parameters: restrictionLists,
  why: `Postfix 3.9 dropped permit_naked_ip_address, reject_maps_rbl and check_relay_domains, which had
    been out of use for many years. A client that gets to one of them is answered with 451 "Server
    configuration error".`,
  sources: [{ title: 'Postfix DEPRECATION_README', url: 'https://www.postfix.org/DEPRECATION_README.html' }],
  bad: {
    main: 'smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination\nsmtpd_recipient_restrictions = ‹check_relay_domains›\n',
    postfix: '3.9',
  },
  good: {
    main: 'smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination\nsmtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination\n',
    postfix: '3.9',
  },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['removed-word'],
      kinds: ['restrictions'],
      isMeant: (_assignment, _problem, role) => role() !== 'table-type',
    });
  },
};
