import { problemsWithCode } from '../config/value-problems';
import { placeOfProblem, problemText, suggestionFixes } from './problem-fixes';
import type { Rule } from './rule';
import { manual } from './sources';

export const unknownCurve: Rule = {
  id: 'unknown-curve',
  title: 'Unknown key exchange group',
  group: 'tls',
  severity: 'warning',
  parameters: ['tls_eecdh_auto_curves', 'tls_ffdhe_auto_groups'],
  why: `Names that OpenSSL does not know are left out of the list: with a warning in the log up to Postfix 3.9, without a word from 3.10.`,
  sources: [manual('tls_eecdh_auto_curves'), manual('tls_ffdhe_auto_groups')],
  bad: { main: 'tls_eecdh_auto_curves = ‹X25591›, prime256v1\n' },
  good: { main: 'tls_eecdh_auto_curves = X25519, prime256v1\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const { assignment, problem } of problemsWithCode(config, 'unknown-curve')) {
      report({
        ...placeOfProblem(assignment, problem),
        message: problemText(problem),
        fixes: suggestionFixes(assignment, problem),
      });
    }
  },
};
