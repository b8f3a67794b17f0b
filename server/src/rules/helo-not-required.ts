import { addAfter } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

export const heloNotRequired: Rule = {
  id: 'helo-not-required',
  title: 'HELO checks that a client can skip',
  group: 'restrictions',
  severity: 'hint',
  parameters: ['smtpd_helo_required', 'smtpd_helo_restrictions'],
  why: `The restrictions on the HELO name say nothing about a client that sends no HELO. Only with
    smtpd_helo_required = yes must it send one, so that its name can be looked at.`,
  sources: [manual('smtpd_helo_required'), manual('smtpd_helo_restrictions')],
  bad: { main: '‹smtpd_helo_restrictions› = permit_mynetworks, reject_invalid_helo_hostname\n' },
  good: {
    main: 'smtpd_helo_restrictions = permit_mynetworks, reject_invalid_helo_hostname\nsmtpd_helo_required = yes\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const entry = config.setting('smtpd_helo_restrictions')?.winner;
    if (entry === undefined || config.isSet('smtpd_helo_required')) return;
    if (!/(reject|check)_\w*helo|reject_(invalid|non_fqdn|unknown)_hostname/i.test(entry.value.text)) return;
    report({
      span: entry.nameSpan,
      message:
        'A client that sends no HELO is not checked by these restrictions. Set smtpd_helo_required to yes.',
      fixes: [
        {
          title: 'Add smtpd_helo_required = yes',
          safety: 'unsafe',
          edits: () => [addAfter(entry, 'smtpd_helo_required', 'yes')],
        },
      ],
    });
  },
};
