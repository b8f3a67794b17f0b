import type { KindType } from '../catalogue/kind';
import { assignmentsWith } from '../config/assignments-with';
import type { Assignment } from '../config/configuration';
import { trailingSemicolons } from '../config/foreign-syntax';
import { replaceInValue } from './edits';
import type { Rule } from './rule';
import { quoted } from './wording';

export const trailingSemicolon: Rule = {
  id: 'trailing-semicolon',
  title: 'Semicolon after a value',
  group: 'syntax',
  severity: 'error',
  why: `Lines of main.cf end with the line, not with a semicolon, and lists are separated by commas or
    blanks. Postfix takes the semicolon as part of the word before it, which is then another word.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'smtp_tls_security_level = may‹;›\n' },
  good: { main: 'smtp_tls_security_level = may\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const assignment of assignmentsWith(config, ';')) {
      const { text } = assignment.value;
      for (const span of trailingSemicolons(assignment)) {
        const isLast = span.end === text.length;
        const before = text.slice(0, span.start).trimEnd();
        const isComment = !isLast && isOneWord(assignment);
        // The first of them says it all.
        if (isComment && before.includes(';')) continue;
        const word = text.slice(0, span.end).replace(/^.*[\s,]/s, '');
        report({
          file: assignment.file,
          span: assignment.value.toFile(span),
          about: assignment,
          message: `The semicolon is part of the word here: Postfix reads ${quoted(word)}. ${isLast ? 'Remove it' : isComment ? 'Remove it and what stands behind it' : 'Separate the items with a comma or a blank'}.`,
          fixes:
            isComment && !/^[^\s,]+$/.test(before)
              ? []
              : [
                  {
                    title: isLast
                      ? 'Remove the semicolon'
                      : isComment
                        ? 'Remove the semicolon and what stands behind it'
                        : 'Write a comma instead',
                    safety: 'unsafe',
                    edits: () =>
                      isComment
                        ? [replaceInValue(assignment, { start: before.length, end: text.length }, '')]
                        : [replaceInValue(assignment, span, isLast ? '' : ',')],
                  },
                ],
        });
      }
    }
  },
};

/** Kinds of values that are one word, so that a comma would be as wrong. */
const oneWord: ReadonlySet<KindType> = new Set([
  ...(['boolean', 'integer', 'size', 'duration', 'enumeration', 'compatibility-level', 'feedback'] as const),
  ...(['security-level', 'cipher-grade', 'digest', 'log-level', 'bind-address', 'host-name'] as const),
]);

function isOneWord({ parameter }: Assignment): boolean {
  return parameter !== undefined && oneWord.has(parameter.kind.type);
}
