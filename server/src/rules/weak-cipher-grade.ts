import { formatRelease, isAtLeast } from '../catalogue/release';
import type { Profile, SeverityChoice, TlsUse } from '../config/profile';
import { assignmentsOfKind } from '../config/assignments-with';
import { replaceValue } from './edits';
import { isRead, severityIfRead, tlsUseOf } from './protocol-lists';
import type { Rule } from './rule';
import { manual } from './sources';

const grades = ['null', 'export', 'low', 'medium', 'high'];

export const weakCipherGrade: Rule = {
  id: 'weak-cipher-grade',
  title: 'Weak cipher grade',
  group: 'tls',
  severity: 'warning',
  parameters: ['*_tls_ciphers', '*_tls_mandatory_ciphers'],
  why: `export and low stand for ciphers that can be broken; from 3.8, and with OpenSSL 1.1 or newer everywhere, they mean the same as medium.
    null has no encryption at all in every release: a server with TLS 1.2 or older then finds no cipher that clients share.`,
  sources: [manual('smtpd_tls_ciphers'), manual('smtp_tls_mandatory_ciphers')],
  bad: { main: 'smtpd_tls_ciphers = ‹export›\n', postfix: '3.7' },
  good: { main: 'smtpd_tls_ciphers = medium\n', postfix: '3.7' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, profile, report }) {
    const isAlias = isAtLeast(config.release, '3.8');
    for (const assignment of assignmentsOfKind(config, 'cipher-grade')) {
      const grade = assignment.value.text.toLowerCase();
      const use = tlsUseOf(assignment.name);
      const minimum = profile.minimumGrade[use];
      if (!grades.includes(grade) || grades.indexOf(grade) >= grades.indexOf(minimum.grade)) continue;
      const read = isRead(config, assignment);
      const unread = read === false ? ' once a service reads it' : '';
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.span,
        severity: severityIfRead(severityOf(grade, use, isAlias, profile), { isRead: read }),
        message: `${assignment.name} = ${assignment.value.text}: ${meaningOf(grade, use, isAlias, formatRelease(config.release))}${unread}. Use ${minimum.grade}.`,
        fixes: [
          {
            title: `Use ${minimum.grade}`,
            safety: 'unsafe',
            edits: () => [replaceValue(assignment, minimum.grade)],
          },
        ],
      });
    }
  },
};

function severityOf(grade: string, use: TlsUse, isAlias: boolean, profile: Profile): SeverityChoice {
  if (grade === 'null') return use === 'server-opportunistic' ? 'error' : 'warning';
  if (grade === 'medium') return profile.minimumGrade[use].severity;
  return isAlias ? 'information' : 'warning';
}

function meaningOf(grade: string, use: TlsUse, isAlias: boolean, release: string): string {
  if (grade === 'null')
    return use.startsWith('server')
      ? 'ciphers without encryption, which clients with TLS 1.2 or older do not share, so their handshakes fail'
      : 'ciphers without encryption, which servers do not share, so mail is deferred';
  if (grade === 'medium') return 'the chosen profile asks for more';
  return isAlias
    ? `in Postfix ${release} the grade "${grade}" is another name for medium`
    : `the grade "${grade}" takes in ciphers that can be broken, as far as OpenSSL still has them`;
}
