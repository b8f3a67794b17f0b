import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import { protocolLists, severityIfRead } from './protocol-lists';
import type { Rule } from './rule';
import { manual } from './sources';

export const protocolUnknown: Rule = {
  id: 'protocol-unknown',
  title: 'Unknown TLS version',
  group: 'tls',
  severity: 'error',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  why: `One name that Postfix does not know makes the whole list invalid. The server goes on announcing STARTTLS and then answers it with
    "454 TLS not available due to local problem"; the client defers mail, and at level may sends it in cleartext later. postconf does not
    notice.`,
  sources: [manual('smtpd_tls_protocols')],
  bad: { main: 'smtpd_tls_protocols = ‹>=TLSv1_2›\n', postfix: '3.7' },
  good: { main: 'smtpd_tls_protocols = >=TLSv1.2\n', postfix: '3.7' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const list of protocolLists(config)) {
      for (const problem of list.problems) {
        if (problem.code !== 'unknown-protocol' && problem.code !== 'unknown-version-number') continue;
        const { assignment, isRead } = list;
        const unread = isRead === false ? ' once a service reads this list' : '';
        report({
          ...placeOfProblem(assignment, problem),
          severity: severityIfRead(problem.code === 'unknown-protocol' ? 'error' : 'warning', list),
          message: problemText({
            ...problem,
            consequence: `${problem.consequence ?? 'it counts for nothing'}${unread}`,
          }),
          fixes: suggestionFixes(assignment, problem),
        });
      }
    }
  },
};
