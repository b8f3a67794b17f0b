import { problemsWithCode } from '../config/value-problems';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import { isRead, severityIfRead } from './protocol-lists';
import type { Rule } from './rule';
import { manual } from './sources';

export const badExcludeElement: Rule = {
  id: 'bad-exclude-element',
  title: 'Operator in a list of excluded ciphers',
  group: 'tls',
  severity: 'error',
  parameters: ['*_exclude_ciphers'],
  why: `Each element of an exclusion list names ciphers to leave out; Postfix puts the "!" of OpenSSL before it. An element that begins
    with an operator of its own (! + - @) is refused at every handshake: the server drops the connection, and the client
    defers the mail.`,
  sources: [manual('smtpd_tls_exclude_ciphers')],
  bad: { main: 'smtpd_tls_exclude_ciphers = aNULL, ‹!MD5›, ‹-RC4›\n' },
  good: { main: 'smtpd_tls_exclude_ciphers = aNULL, MD5, RC4\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, 'bad-exclusion')) {
      report({
        ...placeOfProblem(assignment, problem),
        severity: severityIfRead('error', {
          isRead: exclusionsAreRead(isRead(config, assignment), assignment.name),
        }),
        message: problemText({
          ...problem,
          consequence: 'servers drop the connection at the handshake, and clients defer mail',
        }),
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};

/** exclude_ciphers counts at every level, its mandatory twin only where TLS is required. */
function exclusionsAreRead(read: boolean | undefined, name: string): boolean | undefined {
  return name.includes('_mandatory_') ? read : undefined;
}
