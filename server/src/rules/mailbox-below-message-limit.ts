import type { Assignment } from '../config/configuration';
import { addAfter, rewriteValue } from './edits';
import type { Rule } from './rule';
import { servicesFor } from './services';
import { limitConflict } from './size-limits';
import { manual } from './sources';

export const mailboxBelowMessageLimit: Rule = {
  id: 'mailbox-below-message-limit',
  title: 'Mailboxes smaller than messages',
  group: 'limits',
  severity: 'error',
  parameters: ['mailbox_size_limit', 'message_size_limit'],
  why: `A message that Postfix takes must fit into a mailbox. When it starts, local(8) compares the two
    limits and stops if mailbox_size_limit, 51200000 bytes unless it is set, is smaller than
    message_size_limit: all mail for local users and aliases stays in the queue. 0 means no limit, for both.`,
  sources: [manual('mailbox_size_limit'), manual('message_size_limit')],
  bad: { main: 'message_size_limit = ‹104857600›\n' },
  good: { main: 'message_size_limit = 104857600\nmailbox_size_limit = 0\n' },
  fix: 'unsafe',
  check({ config, report }) {
    // local(8) runs for mydestination, with the transport that delivers there.
    if (config.value('mydestination').text.trim() === '') return;
    const reported = new Set<Assignment>();
    for (const service of servicesFor(config, 'local')) {
      const transport = config.value('local_transport').text.split(':')[0]?.trim();
      if (transport !== (service?.name.text ?? 'local')) continue;
      const conflict = limitConflict(config, service, 'mailbox_size_limit');
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
            ? `mailbox_size_limit ${mailboxAssignment === undefined ? `is ${mailbox} by default` : `= ${mailbox}`}, which is less than message_size_limit = ${message}: local(8) does not start, and mail for local users stays in the queue. Set it to 0 for no limit, or higher.`
            : `Messages have no limit, but mailboxes have (${mailbox}): local(8) does not start, and mail for local users stays in the queue. Set mailbox_size_limit to 0 as well.`,
        fixes: [
          {
            title: 'Set mailbox_size_limit to 0 (no limit)',
            safety: 'unsafe',
            edits: () =>
              mailboxAssignment !== undefined
                ? rewriteValue(config, mailboxAssignment, '0')
                : entry === undefined
                  ? []
                  : [addAfter(entry, 'mailbox_size_limit', '0')],
          },
        ],
      });
    }
  },
};
