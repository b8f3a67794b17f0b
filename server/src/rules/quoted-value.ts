import { assignmentsWith } from '../config/assignments-with';
import { quotedParts } from '../config/foreign-syntax';
import type { KindType } from '../catalogue/kind';
import { replaceInValue } from './edits';
import type { Rule } from './rule';
import { quoted } from './wording';

export const quotedValue: Rule = {
  id: 'quoted-value',
  title: 'Quotes around a value',
  group: 'syntax',
  severity: 'error',
  why: `main.cf has no quotes: Postfix takes them as part of the value. A name or a number in quotes is
    not valid and stops the program that reads it; a network or a domain in quotes matches nothing.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'myhostname = ‹"mail.example.com"›\n' },
  good: { main: 'myhostname = mail.example.com\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const assignment of assignmentsWith(config, 'quote')) {
      const parts = quotedParts(assignment);
      if (parts.length === 0) continue;
      const isList = lists.has(assignment.parameter?.kind.type ?? 'text');
      for (const part of parts) {
        const text = assignment.value.text.slice(part.start, part.end);
        report({
          file: assignment.file,
          span: assignment.value.toFile(part),
          about: assignment,
          severity: isList ? 'warning' : 'error',
          message: `${isList ? text : quoted(text).slice(1, -1)} is read with its quotes, ${isList ? 'so it matches nothing' : `which are not valid in ${assignment.name}`}. Write it without.`,
          fixes: [
            {
              title: 'Remove the quotes',
              safety: 'unsafe',
              edits: () => [
                replaceInValue(assignment, { start: part.start, end: part.start + 1 }, ''),
                replaceInValue(assignment, { start: part.end - 1, end: part.end }, ''),
              ],
            },
          ],
        });
      }
    }
  },
};

const lists: ReadonlySet<KindType> = new Set(['match-list', 'domains', 'names', 'dns-lists', 'paths']);
