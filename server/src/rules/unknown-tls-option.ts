import { problemsWithCode } from '../config/value-problems';
import { assignmentsInForce } from './in-force';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

const optionNames = ['tls_ssl_options', 'tls_disable_workarounds'];
const codes = ['unknown-word', 'wrong-case', 'too-new', 'removed-word', 'several-words'];

export const unknownTlsOption: Rule = {
  id: 'unknown-tls-option',
  title: 'TLS option that Postfix ignores',
  group: 'tls',
  severity: 'warning',
  parameters: [...optionNames, '*_tls_loglevel', 'tls_session_ticket_cipher'],
  why: `Postfix writes a warning whenever a process starts, leaves out the word that it does not know, and goes on: the option or the log level
    is not what the file seems to say.`,
  sources: [manual('tls_ssl_options'), manual('tls_disable_workarounds'), manual('smtpd_tls_loglevel')],
  bad: { main: 'tls_ssl_options = NO_COMPRESSION, ‹NO_RENEGOTIATON›\n' },
  good: { main: 'tls_ssl_options = NO_COMPRESSION, NO_RENEGOTIATION\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, ...codes)) {
      const { name, parameter } = assignment;
      if (!optionNames.includes(name) && parameter?.kind.type !== 'log-level') continue;
      report({
        ...placeOfProblem(assignment, problem),
        message: problemText({ ...problem, consequence: 'Postfix warns in the log and ignores it' }),
        fixes: suggestionFixes(assignment, problem),
      });
    }
    for (const assignment of assignmentsInForce(config, 'tls_session_ticket_cipher')) {
      // Ticket keys are made for CBC modes. What OpenSSL calls any other cipher only OpenSSL knows.
      if (!/[-_](gcm|ccm|ctr|ecb|xts|ofb|cfb\d*|poly1305|siv)$/i.test(assignment.value.text)) continue;
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        message: `${assignment.value.text} is not a cipher in CBC mode: Postfix warns in the log and issues no session tickets. The default is aes-256-cbc.`,
      });
    }
  },
};
