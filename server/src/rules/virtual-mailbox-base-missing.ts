import type { Rule } from './rule';
import { manual } from './sources';

export const virtualMailboxBaseMissing: Rule = {
  id: 'virtual-mailbox-base-missing',
  title: 'No folder for virtual mailboxes',
  group: 'routing',
  severity: 'error',
  parameters: [
    'virtual_mailbox_base',
    'virtual_mailbox_maps',
    'virtual_mailbox_domains',
    'virtual_transport',
  ],
  why: `virtual(8), which delivers to virtual mailboxes unless virtual_transport names another program, puts
    virtual_mailbox_base in front of every path that it finds. The parameter has no default, and without it
    virtual stops as soon as it is started: all mail for these domains stays in the queue.`,
  sources: [
    manual('virtual_mailbox_base'),
    { title: 'VIRTUAL_README', url: 'https://www.postfix.org/VIRTUAL_README.html#virtual_mailbox' },
  ],
  bad: {
    main: '‹virtual_mailbox_maps› = lmdb:/etc/postfix/vmailbox\nvirtual_mailbox_domains = example.com\n',
  },
  good: {
    main: 'virtual_mailbox_base = /var/mail/vhosts\nvirtual_mailbox_maps = lmdb:/etc/postfix/vmailbox\nvirtual_mailbox_domains = example.com\n',
  },
  aboutAbsence: true,
  check({ config, report }) {
    if (config.known('virtual_mailbox_base') !== '') return;
    if (!/^virtual(:|$)/.test(config.known('virtual_transport') ?? '')) return;
    // Without mailboxes it has nothing to do; a program that sets them later may set the rest too.
    const maps = config.inForce('virtual_mailbox_maps');
    if (maps === undefined || maps.value.text === '' || config.known('virtual_mailbox_domains') === '')
      return;
    const assignment = config.inForce('virtual_mailbox_base') ?? maps;
    const virtual = config.master?.services.find(service => service.name.text === 'virtual');
    // Another program under that name, or a folder of its own.
    if (virtual !== undefined && virtual.command.text !== 'virtual') return;
    if (virtual?.overrides.some(override => override.name === 'virtual_mailbox_base') === true) return;
    report({
      about: assignment,
      span: assignment.nameSpan,
      message:
        'virtual_mailbox_base is empty, so virtual(8) does not start and the mail for these mailboxes stays in the queue. Set it to the folder that holds them, or set virtual_transport to the program that delivers.',
    });
  },
};
