import type { Rule } from './rule';
import { servicesFor } from './services';
import { reportTooSmall } from './size-limits';
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
  check(context) {
    const { config } = context;
    // local(8) runs for mydestination, with the transport that delivers there.
    if (config.value('mydestination').text.trim() === '') return;
    const transport = config.value('local_transport').text.split(':')[0]?.trim();
    const delivers = servicesFor(config, 'local').filter(
      service => transport === (service?.name.text ?? 'local'),
    );
    reportTooSmall(context, delivers, {
      program: 'local',
      limit: 'mailbox_size_limit',
      title: 'mailboxes',
      mail: 'mail for local users',
    });
  },
};
