import { restrictionLists } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const unreachableRestriction: Rule = {
  id: 'unreachable-restriction',
  title: 'Restriction that is never reached',
  group: 'restrictions',
  severity: 'warning',
  parameters: restrictionLists,
  why: `permit, reject and defer decide for every client, so Postfix never looks at what follows them in the
    list. It says so in the log, "restriction … after … is ignored", at each connection.`,
  sources: [manual('smtpd_recipient_restrictions')],
  bad: { main: 'smtpd_sender_restrictions = permit, ‹reject_unknown_sender_domain›\n' },
  good: { main: 'smtpd_sender_restrictions = reject_unknown_sender_domain, permit\n' },

  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['unreachable-restriction'],
      kinds: ['restrictions'],
      advice: 'Put it before that, or remove it.',
    });
  },
};
