import type { KindOf } from '../catalogue/kind';
import { quote, ValueBuilder } from './build';
import { nearest } from './nearest';
import { isDynamic, tokens } from './tokens';
import type { Candidate, ParsedValue, ValueKind } from './value';

export const grades = ['high', 'medium', 'low', 'export', 'null'] as const;

const candidates: readonly Candidate[] = [
  { label: 'medium', role: 'grade', term: 'grade/medium', rank: 0 },
  { label: 'high', role: 'grade', term: 'grade/high', rank: 1 },
  { label: 'low', role: 'grade', term: 'grade/low', rank: 2, deprecated: true },
  { label: 'export', role: 'grade', term: 'grade/export', rank: 3, deprecated: true },
  { label: 'null', role: 'grade', term: 'grade/null', rank: 4, deprecated: true },
];

/** One cipher grade, in any case; a wrong one is noticed only at the handshake, which then fails. */
export const cipherGrade: ValueKind<KindOf<'cipher-grade'>> = {
  parse(text): ParsedValue {
    const builder = new ValueBuilder();
    if (isDynamic(text)) {
      builder.item(0, text.length, text, 'expression', { dynamic: true });
      return builder.result();
    }
    if (text === '') return builder.result();
    const [first, second] = tokens(text);
    if (first !== undefined && second !== undefined && isGrade(first.text)) {
      builder.item(first.start, first.end, first.text, 'grade', {
        term: `grade/${first.text.toLowerCase()}`,
      });
      if (!builder.comment(second, text)) {
        builder.problem(0, text.length, 'several-values', `"${quote(text)}" is more than one grade`, {
          consequence: 'every TLS handshake that reads it fails',
          suggestions: [first.text],
        });
      }
      return builder.result();
    }
    const grade = text.toLowerCase();
    builder.item(0, text.length, text, 'grade', isGrade(grade) ? { term: `grade/${grade}` } : {});
    if (!isGrade(grade)) {
      builder.problem(0, text.length, 'unknown-grade', `"${quote(text)}" is not a cipher grade`, {
        consequence: 'every TLS handshake that reads it fails',
        suggestions: grade === 'strong' ? ['high'] : nearest(grade, grades),
      });
    }
    return builder.result();
  },
  candidates: () => candidates,
};

function isGrade(text: string): boolean {
  return (grades as readonly string[]).includes(text.toLowerCase());
}
