import { problemsWithCode } from '../config/value-problems';
import { placeOfProblem, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';

export const clientLevelOnServer: Rule = {
  id: 'client-level-on-server',
  title: 'TLS level of outgoing mail set for incoming mail',
  group: 'tls',
  severity: 'error',
  parameters: ['smtpd_tls_security_level', 'tlsproxy_tls_security_level', 'postscreen_tls_security_level'],
  why: `A server has three levels: none, may and encrypt. DANE, fingerprints and verified names are ways of a client to know the server it
    delivers to. With dane smtpd does not start; verify, secure and fingerprint are taken for encrypt, which a public MX must not ask for.`,
  sources: [manual('smtpd_tls_security_level'), tlsReadme],
  bad: { main: 'smtpd_tls_security_level = ‹dane›\nsmtpd_tls_cert_file = none\n' },
  good: { main: 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(
      config,
      'level-stops-server',
      'level-becomes-encrypt',
    )) {
      const stops = problem.code === 'level-stops-server';
      report({
        ...placeOfProblem(assignment, problem),
        severity: stops ? 'error' : 'warning',
        message: stops
          ? `${assignment.value.text} is a level of outgoing mail (client, smtp): with it smtpd does not start, and no mail comes in. Use may for a public MX, encrypt for submission.`
          : `${assignment.value.text} is a level of outgoing mail (client, smtp): the server takes it for encrypt and warns in the log. Write encrypt if that is meant, may for a public MX.`,
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};
