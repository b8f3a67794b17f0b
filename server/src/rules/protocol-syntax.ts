import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import { protocolLists, severityIfRead } from './protocol-lists';
import type { Rule } from './rule';
import { manual } from './sources';

export const protocolSyntax: Rule = {
  id: 'protocol-syntax',
  title: 'Blank after >= or <=',
  group: 'tls',
  severity: 'warning',
  parameters: ['*_tls_protocols', '*_tls_mandatory_protocols'],
  since: '3.6',
  why: `Elements of the list are split at blanks: ">= TLSv1.2" is a lower bound of nothing, and a list of TLS 1.2 alone. Postfix accepts that
    without a word, and TLS 1.3 is off.`,
  sources: [manual('smtpd_tls_protocols')],
  bad: { main: 'smtpd_tls_protocols = ‹>= TLSv1.2›\n', postfix: '3.7' },
  good: { main: 'smtpd_tls_protocols = >=TLSv1.2\n', postfix: '3.7' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const list of protocolLists(config)) {
      for (const problem of list.problems) {
        if (problem.code !== 'blank-after-bound') continue;
        report({
          ...placeOfProblem(list.assignment, problem),
          severity: severityIfRead('warning', list),
          message: problemText(problem, 'Write it without the blank.'),
          fixes: suggestionFixes(list.assignment, problem),
        });
      }
    }
  },
};
