import { problemsWithCode } from '../config/value-problems';
import { transports } from './list-parameters';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

const codes = [
  'unbracketed-ipv6',
  'transport-prefix',
  'missing-bracket',
  'text-after-bracket',
  'bad-port',
  'bad-host',
  'several-words',
  'too-new',
];

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
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, ...codes)) {
      const { type } = assignment.parameter?.kind ?? {};
      if (type !== 'next-hop' && type !== 'transport') continue;
      report({
        ...placeOfProblem(assignment, problem),
        message: problemText(problem),
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};
