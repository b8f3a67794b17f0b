import { isConflictMarker } from './conflict-lines';
import type { Rule } from './rule';

export const missingName: Rule = {
  id: 'missing-name',
  title: 'Value without a name',
  group: 'syntax',
  severity: 'error',
  since: '3.4',
  why: `A line that begins with "=" sets nothing, and from Postfix 3.4 on it stops every program with
    "missing attribute name".`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'myhostname = mail.example.com\n‹= example.com›\n' },
  good: { main: 'myhostname = mail.example.com\nmydomain = example.com\n' },
  check({ config, report }) {
    for (const node of config.faults) {
      const { text } = config.tree;
      if (node.kind !== 'malformed' || node.reason !== 'missing-name') continue;
      const [first] = node.segments;
      if (first === undefined || isConflictMarker(text, node.start)) continue;
      report({
        span: { start: first.start, end: first.start + text.slice(first.start, first.end).trimEnd().length },
        message:
          'There is no name before the "=", so every Postfix program stops here and no mail moves. Write the name, or remove the line.',
      });
    }
  },
};
