import type { Rule } from './rule';
import { manual } from './sources';

export const ipv6Disabled: Rule = {
  id: 'ipv6-disabled',
  title: 'IPv6 turned off for everything',
  group: 'networks',
  severity: 'hint',
  parameters: ['inet_protocols'],
  why: `inet_protocols concerns all of Postfix: with ipv4 alone it neither listens on IPv6 addresses nor
    sends over them, and IPv6 clients on this machine cannot reach it. Where only outgoing mail has trouble
    with IPv6, the setting belongs to the smtp service in master.cf.`,
  sources: [
    manual('inet_protocols'),
    { title: 'IPV6_README', url: 'https://www.postfix.org/IPV6_README.html' },
  ],
  bad: { main: 'inet_protocols = ‹ipv4›\n' },
  good: { main: 'inet_protocols = all\n' },
  check({ config, report }) {
    const setting = config.setting('inet_protocols');
    if (setting === undefined || config.known('inet_protocols') !== 'ipv4') return;
    report({
      span: setting.winner.value.span,
      message:
        'Postfix uses no IPv6 at all, for mail that comes in as well. To keep only outgoing mail on IPv4, leave this at all and put -o inet_protocols=ipv4 on the smtp service in master.cf.',
    });
  },
};
