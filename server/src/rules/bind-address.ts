import { problemsWithCode } from '../config/value-problems';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

const codes = ['not-an-address', 'wrong-family', 'several-words'];

export const bindAddress: Rule = {
  id: 'bind-address',
  title: 'Bind address that is none',
  group: 'networks',
  severity: 'error',
  parameters: ['smtp_bind_address', 'smtp_bind_address6', 'lmtp_bind_address', 'lmtp_bind_address6'],
  why: `The parameter wants one numeric address: IPv4 in smtp_bind_address, IPv6 in smtp_bind_address6,
    without a port. A name or an address of the other family makes the client stop at the first connection,
    and no mail leaves.`,
  sources: [manual('smtp_bind_address')],
  bad: { main: 'smtp_bind_address = ‹192.0.2.25:25›\n' },
  good: { main: 'smtp_bind_address = 192.0.2.25\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, ...codes)) {
      if (assignment.parameter?.kind.type !== 'bind-address') continue;
      report({
        ...placeOfProblem(assignment, problem),
        message: problemText(problem),
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};
