import { MainAssignment, type Assignment } from '../config/assignment';
import type { Configuration } from '../config/configuration';
import type { Entry } from '../syntax/tree';
import type { Span } from '../text/span';
import { indentOf, nameAtStart } from './lines';
import type { Rule } from './rule';

export const strayIndent: Rule = {
  id: 'stray-indent',
  title: 'Setting that became part of the value above it',
  group: 'syntax',
  severity: 'error',
  why: `A line that begins with white space continues the value above it, also across comments and blank
    lines. So an indented "name = value" sets nothing, and its text is added to another parameter.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: {
    main: 'mydestination = example.com\n# outgoing mail\n ‹smtp_tls_security_level = may›\n',
  },
  good: { main: 'mydestination = example.com\n# outgoing mail\nsmtp_tls_security_level = may\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const assignment of config.assignmentsThat(hasSeveralLines)) {
      if (!(assignment instanceof MainAssignment)) continue;
      const { entry } = assignment;
      const text = entry.source;
      for (const line of strayLines(config, entry)) {
        const name = nameAtStart(text, line) ?? '';
        const start = line.start + indentOf(text, line).length;
        report({
          span: { start, end: start + text.slice(start, line.end).trimEnd().length },
          message: `${name} is not set here: the line is indented, so it belongs to the value of ${entry.name} above. Remove the white space at its start.`,
          related: [{ file: 'main', span: entry.nameSpan, message: 'the value that it continues' }],
          fixes: [
            {
              title: 'Remove the indentation',
              safety: 'unsafe',
              edits: () => [{ span: { start: line.start, end: start }, newText: '' }],
            },
          ],
        });
      }
    }
  },
};

function hasSeveralLines(assignment: Assignment): boolean {
  return assignment instanceof MainAssignment && assignment.entry.segments.length > 1;
}

/** The continuation lines that set a parameter by themselves; in braces, `name = value` is no setting. */
function strayLines(config: Configuration, entry: Entry): Span[] {
  const text = entry.source;
  const lines: Span[] = [];
  let depth = 0;
  entry.segments.forEach((line, index) => {
    const name = index === 0 || depth > 0 ? undefined : nameAtStart(text, line);
    if (name !== undefined && config.resolve(name) !== undefined) lines.push(line);
    for (let at = line.start; at < line.end; at++) {
      if (text[at] === '{') depth++;
      else if (text[at] === '}' && depth > 0) depth--;
    }
  });
  return lines;
}
