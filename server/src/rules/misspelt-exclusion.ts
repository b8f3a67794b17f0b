import { problemsWithCode } from '../config/value-problems';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

/** Names of OpenSSL 1.0 that differ from others only in case. There is nothing left for them to exclude. */
const wasKnown: ReadonlySet<string> = new Set(['aECDH', 'aDH']);

export const misspeltExclusion: Rule = {
  id: 'misspelt-exclusion',
  title: 'Excluded cipher that OpenSSL does not know',
  group: 'tls',
  severity: 'warning',
  parameters: ['*_exclude_ciphers'],
  why: `OpenSSL distinguishes upper and lower case, and ignores names that it does not know. "anull" excludes nothing, and nobody is told.`,
  sources: [
    manual('smtpd_tls_exclude_ciphers'),
    { title: 'OpenSSL, ciphers(1)', url: 'https://docs.openssl.org/master/man1/openssl-ciphers/' },
  ],
  bad: { main: 'smtpd_tls_exclude_ciphers = ‹anull›, RC4\n' },
  good: { main: 'smtpd_tls_exclude_ciphers = aNULL, RC4\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, 'wrong-case')) {
      if (assignment.parameter?.kind.type !== 'cipher-exclusions') continue;
      if (wasKnown.has(assignment.value.text.slice(problem.start, problem.end))) continue;
      report({
        ...placeOfProblem(assignment, problem),
        message: problemText(problem, 'Names of ciphers keep their case.'),
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};
