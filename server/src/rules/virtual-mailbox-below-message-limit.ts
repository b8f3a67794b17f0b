import { knownServiceValue } from '../config/instance';
import type { Rule } from './rule';
import { servicesFor } from './services';
import { reportTooSmall } from './size-limits';
import { manual } from './sources';

export const virtualMailboxBelowMessageLimit: Rule = {
  id: 'virtual-mailbox-below-message-limit',
  title: 'Virtual mailboxes smaller than messages',
  group: 'limits',
  severity: 'error',
  parameters: ['virtual_mailbox_limit', 'message_size_limit'],
  why: `When it starts, virtual(8) compares virtual_mailbox_limit, 51200000 bytes unless it is set, with
    message_size_limit and stops if mailboxes are smaller: all mail for virtual mailboxes stays in the
    queue. mailbox_size_limit does not matter here. 0 means no limit, for both.`,
  sources: [manual('virtual_mailbox_limit'), manual('message_size_limit')],
  bad: {
    main: 'mailbox_size_limit = 0\nmessage_size_limit = ‹104857600›\nvirtual_mailbox_domains = example.com\nvirtual_mailbox_base = /var/mail/vhosts\n',
  },
  good: {
    main: 'mailbox_size_limit = 0\nmessage_size_limit = 104857600\nvirtual_mailbox_limit = 0\nvirtual_mailbox_domains = example.com\nvirtual_mailbox_base = /var/mail/vhosts\n',
  },
  fix: 'unsafe',
  check(context) {
    const { config } = context;
    if (config.value('virtual_mailbox_domains').text.trim() === '') return;
    const transport = config.known('virtual_transport')?.split(':')[0];
    const delivers = servicesFor(config, 'virtual').filter(
      service =>
        transport === (service?.name.text ?? 'virtual') &&
        // virtual-mailbox-base-missing speaks of what stops it first.
        knownServiceValue(config, service, 'virtual_mailbox_base') !== '',
    );
    reportTooSmall(context, delivers, {
      program: 'virtual',
      limit: 'virtual_mailbox_limit',
      title: 'virtual mailboxes',
      mail: 'mail for virtual mailboxes',
    });
  },
};
