import type { Rule } from './rule';
import { manual } from './sources';
import { restrictionLists } from './list-parameters';
import { tellProblems } from './told-problems';

export const restrictionTooNew: Rule = {
  id: 'restriction-too-new',
  title: 'Restriction of a later release',
  group: 'restrictions',
  severity: 'error',
  parameters: restrictionLists,
  why: `The target release does not have this restriction yet: a client that gets to it is answered with
    451 "Server configuration error".`,
  sources: [manual('smtpd_recipient_restrictions')],
  bad: {
    main: 'smtpd_client_restrictions = ‹reject_known_sender_login_mismatch›\n',
    postfix: '2.10',
  },
  good: { main: 'smtpd_client_restrictions = reject_unknown_client_hostname\n', postfix: '2.10' },
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['too-new'],
      kinds: ['restrictions'],
      isMeant: (_assignment, _problem, role) => role() === 'restriction',
    });
  },
};
