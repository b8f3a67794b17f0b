import type { Rule } from './rule';

export const nullByte: Rule = {
  id: 'null-byte',
  title: 'NUL byte',
  group: 'syntax',
  severity: 'error',
  why: `A NUL byte ends a text in Postfix: what follows it on the line, and on the lines that continue
    it, is dropped. Postfix 3.9 and later warn; older releases say nothing. It usually comes from a
    damaged disk or a file saved as UTF-16.`,
  sources: [],
  bad: { main: 'mydestination = example.com‹\0› example.net\n' },
  good: { main: 'mydestination = example.com example.net\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    const { text } = config.tree;
    for (let at = text.indexOf('\0'); at !== -1;) {
      const start = at;
      report({
        span: { start, end: start + 1 },
        message: `There is a NUL byte here, and Postfix drops what follows it on the line. Remove it.`,
        fixes: [
          {
            title: 'Remove the NUL byte',
            safety: 'unsafe',
            edits: () => [{ span: { start, end: start + 1 }, newText: '' }],
          },
        ],
      });
      // One for each line: a file in UTF-16 has one behind every character.
      const newline = text.indexOf('\n', at);
      at = newline === -1 ? -1 : text.indexOf('\0', newline);
    }
  },
};
