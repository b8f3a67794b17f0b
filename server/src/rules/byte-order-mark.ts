import { sourceOf } from '../config/instance';
import type { Rule } from './rule';

export const byteOrderMark: Rule = {
  id: 'byte-order-mark',
  title: 'Byte order mark at the start of the file',
  group: 'syntax',
  severity: 'error',
  why: `Some editors begin a UTF-8 file with an invisible character. For Postfix it is part of the first
    line: the first parameter gets another name and is lost without a word, and a comment in that place
    stops every program.`,
  sources: [],
  bad: { main: '‹\ufeff›myhostname = mail.example.com\n' },
  good: { main: 'myhostname = mail.example.com\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const file of ['main', 'master'] as const) {
      const text = sourceOf(config, file);
      if (!text.startsWith('\ufeff')) continue;
      const [first] = config.tree.nodes;
      const effect =
        file === 'main' && first?.kind === 'entry'
          ? `so ${first.name.slice(1)} is not set`
          : 'so no Postfix program can read the file';
      report({
        file,
        span: { start: 0, end: 1 },
        message: `The file begins with an invisible byte order mark, which Postfix takes as part of the first line, ${effect}. Save the file as UTF-8 without it.`,
        fixes: [
          {
            title: 'Remove the byte order mark',
            safety: 'unsafe',
            edits: () => [{ file, span: { start: 0, end: 1 }, newText: '' }],
          },
        ],
      });
    }
  },
};
