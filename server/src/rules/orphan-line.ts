import type { Rule } from './rule';
import { indentOf, looksLikeEntry } from './lines';

export const orphanLine: Rule = {
  id: 'orphan-line',
  title: 'Indented line with nothing to continue',
  group: 'syntax',
  severity: 'error',
  why: `A line that begins with white space continues the one before it. With only comments and blank
    lines before it there is nothing to continue: Postfix drops the line, and all that continue it, with
    a warning in the log.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: '# The name of this machine\n  ‹myhostname = mail.example.com›\n' },
  good: { main: '# The name of this machine\nmyhostname = mail.example.com\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const node of config.faults) {
      const { text } = config.tree;
      if (node.kind !== 'orphan') continue;
      const [first] = node.segments;
      if (first === undefined) continue;
      const start = first.start + indentOf(text, first).length;
      const lines = node.segments.filter(segment => looksLikeEntry(text, segment));
      report({
        span: { start, end: start + text.slice(start, first.end).trimEnd().length },
        message: `Postfix drops this line${node.segments.length > 1 ? ' and the indented lines that follow it' : ''}: it is indented, and there is no line before it that it could continue. Remove the white space at its start.`,
        fixes:
          lines[0] !== first
            ? []
            : [
                {
                  title: 'Remove the indentation',
                  safety: 'unsafe',
                  edits: () =>
                    lines.map(line => ({
                      span: { start: line.start, end: line.start + indentOf(text, line).length },
                      newText: '',
                    })),
                },
              ],
      });
    }
  },
};
