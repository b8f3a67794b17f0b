import type { Rule } from './rule';
import { manual } from './sources';
import { restrictionLists } from './list-parameters';
import { tellProblems } from './told-problems';

export const restrictionArgument: Rule = {
  id: 'restriction-argument',
  title: 'Restriction without what it needs',
  group: 'restrictions',
  severity: 'error',
  parameters: restrictionLists,
  why: `check_…_access needs a table, check_policy_service the address of a server, reject_rbl_client
    the domain of a list, each as the next word. Without it, or with something else there, the client
    gets 451, or the restriction is ignored, or the word behind it is used up.`,
  sources: [manual('smtpd_recipient_restrictions'), manual('check_client_access')],
  bad: {
    main: 'smtpd_client_restrictions = permit_mynetworks, ‹reject_rbl_client:dnsbl.example.org›\n',
  },
  good: {
    main: 'smtpd_client_restrictions = permit_mynetworks, reject_rbl_client dnsbl.example.org\n',
  },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: [
        'missing-argument',
        'bad-argument',
        'colon-after-restriction',
        'table-without-restriction',
        'not-allowed-here',
      ],
      kinds: ['restrictions'],
      severity: ({ consequence }) =>
        consequence?.endsWith('with a warning in the log') === true ? 'warning' : undefined,
    });
    // The address of a policy service, and the braces around it.
    tellProblems(context, {
      codes: ['bad-endpoint', 'unknown-endpoint-type', 'bad-port', 'unknown-option', 'bad-option'],
      kinds: ['restrictions'],
    });
  },
};
