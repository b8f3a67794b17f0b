import { sourceOf } from '../config/instance';
import type { Rule } from './rule';
import { lineEnding } from './edits';

export const noFinalNewline: Rule = {
  id: 'no-final-newline',
  title: 'Last line without a line end',
  group: 'syntax',
  severity: 'information',
  why: `Postfix reads the file all the same. But what a script or a person appends later ("echo … >>
    main.cf") ends up on that last line, as part of its value.`,
  sources: [],
  bad: { main: 'myhostname = mail.example.co‹m›' },
  good: { main: 'myhostname = mail.example.com\n' },
  fix: 'safe',
  onTemplates: true,
  check({ config, report }) {
    for (const file of ['main', 'master'] as const) {
      const text = sourceOf(config, file);
      const end = text.length;
      if (end === 0 || text.endsWith('\n')) continue;
      report({
        file,
        span: { start: end - 1, end },
        message:
          'The last line has no line end, so whatever is appended to the file becomes part of it. Add a line end.',
        fixes: [
          {
            title: 'Add a line end',
            safety: 'safe',
            edits: () => [{ file, span: { start: end, end }, newText: lineEnding(text) }],
          },
        ],
      });
    }
  },
};
