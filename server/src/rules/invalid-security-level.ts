import { problemsWithCode } from '../config/value-problems';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

export const invalidSecurityLevel: Rule = {
  id: 'invalid-security-level',
  title: 'Unknown TLS security level',
  group: 'tls',
  severity: 'error',
  parameters: ['*_tls_security_level', 'tlsproxy_client_level'],
  why: `A security level is one word of a fixed set. With anything else the program that reads it stops with "Invalid TLS level": a
    server takes no mail, a client sends none. postconf does not notice.`,
  sources: [manual('smtpd_tls_security_level'), manual('smtp_tls_security_level')],
  bad: { main: 'smtp_tls_security_level = ‹encrpyt›\n' },
  good: { main: 'smtp_tls_security_level = encrypt\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, 'unknown-word', 'several-words')) {
      if (assignment.parameter?.kind.type !== 'security-level') continue;
      report({
        ...placeOfProblem(assignment, problem),
        message: problemText(problem),
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};
