import type { Assignment } from '../config/configuration';
import { knownServiceValue } from '../config/instance';
import { addAfter, rewriteValue } from './edits';
import type { Rule } from './rule';
import { servicesFor } from './services';
import { limitConflict } from './size-limits';
import { manual } from './sources';

export const virtualMailboxBelowMessageLimit: Rule = {
  id: 'virtual-mailbox-below-message-limit',
  title: 'Virtual mailboxes smaller than messages',
  group: 'limits',
  severity: 'error',
  parameters: ['virtual_mailbox_limit', 'message_size_limit'],
  why: `When it starts, virtual(8) compares virtual_mailbox_limit, 51200000 bytes unless it is set, with
    message_size_limit and stops if mailboxes are smaller: all mail for virtual mailboxes stays in the
    queue. mailbox_size_limit is no concern of it. 0 means no limit, for both.`,
  sources: [manual('virtual_mailbox_limit'), manual('message_size_limit')],
  bad: {
    main: 'mailbox_size_limit = 0\nmessage_size_limit = ‹104857600›\nvirtual_mailbox_domains = example.com\nvirtual_mailbox_base = /var/mail/vhosts\n',
  },
  good: {
    main: 'mailbox_size_limit = 0\nmessage_size_limit = 104857600\nvirtual_mailbox_limit = 0\nvirtual_mailbox_domains = example.com\nvirtual_mailbox_base = /var/mail/vhosts\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    if (config.value('virtual_mailbox_domains').text.trim() === '') return;
    const reported = new Set<Assignment>();
    for (const service of servicesFor(config, 'virtual')) {
      const transport = config.known('virtual_transport')?.split(':')[0];
      if (transport !== (service?.name.text ?? 'virtual')) continue;
      // virtual-mailbox-base-missing speaks of what stops it first.
      if (knownServiceValue(config, service, 'virtual_mailbox_base') === '') continue;
      const conflict = limitConflict(config, service, 'virtual_mailbox_limit');
      if (conflict === undefined) continue;
      const { mailbox, message, mailboxAssignment, messageAssignment } = conflict;
      const shown = mailboxAssignment ?? messageAssignment;
      if (shown === undefined || reported.has(shown)) continue;
      reported.add(shown);
      const entry = config.setting('message_size_limit')?.winner;
      report({
        file: shown.file,
        about: shown,
        span: shown.value.span,
        message:
          message > 0
            ? `virtual_mailbox_limit ${mailboxAssignment === undefined ? `is ${mailbox} by default` : `= ${mailbox}`}, which is less than message_size_limit = ${message}: virtual(8) does not start, and mail for virtual mailboxes stays in the queue. Set it to 0 for no limit, or higher.`
            : `Messages have no limit, but virtual mailboxes have (${mailbox}): virtual(8) does not start, and their mail stays in the queue. Set virtual_mailbox_limit to 0 as well.`,
        fixes: [
          {
            title: 'Set virtual_mailbox_limit to 0 (no limit)',
            safety: 'unsafe',
            edits: () =>
              mailboxAssignment !== undefined
                ? rewriteValue(config, mailboxAssignment, '0')
                : entry === undefined
                  ? []
                  : [addAfter(entry, 'virtual_mailbox_limit', '0')],
          },
        ],
      });
    }
  },
};
