import { transports } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const relayhostSyntax: Rule = {
  id: 'relayhost-syntax',
  title: 'Destination that cannot be read',
  group: 'routing',
  severity: 'error',
  parameters: ['relayhost', 'smtp_fallback_relay', 'lmtp_fallback_relay', ...transports],
  why: `A destination is host, [host], host:port or [host]:port, without the name of a transport and with
    IPv6 addresses in brackets. With anything else smtp stops at each delivery, and mail stays in the queue
    until somebody reads the log.`,
  sources: [manual('relayhost')],
  bad: { main: 'relayhost = ‹smtp:[smtp.example.com]:587›\n' },
  good: { main: 'relayhost = [smtp.example.com]:587\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: [
        'unbracketed-ipv6',
        'transport-prefix',
        'missing-bracket',
        'text-after-bracket',
        'bad-port',
        'bad-host',
        'several-words',
        'too-new',
      ],
      kinds: ['next-hop', 'transport'],
    });
  },
};
