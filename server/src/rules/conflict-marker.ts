import { isConflictMarker } from './conflict-lines';
import type { Rule } from './rule';

export const conflictMarker: Rule = {
  id: 'conflict-marker',
  title: 'Unresolved merge conflict',
  group: 'syntax',
  severity: 'error',
  why: `git leaves both versions of the lines in the file, between lines of angle brackets. Postfix
    cannot read those lines: every program stops at the first of them.`,
  sources: [
    { title: 'git-merge(1)', url: 'https://git-scm.com/docs/git-merge#_how_conflicts_are_presented' },
  ],
  bad: {
    main: '‹<<<<<<< HEAD›\nmyhostname = a.example.com\n=======\nmyhostname = a.example.com\n>>>>>>> theirs\n',
  },
  good: { main: 'myhostname = a.example.com\n' },
  onTemplates: true,
  check({ config, report }) {
    // All of the markers of one conflict are one finding, at the first of them.
    let inConflict = false;
    for (const node of config.faults) {
      const { text } = config.tree;
      if (node.kind !== 'malformed' || !isConflictMarker(text, node.start)) continue;
      const [first] = node.segments;
      if (!inConflict && first !== undefined) {
        report({
          span: {
            start: first.start,
            end: first.start + text.slice(first.start, first.end).trimEnd().length,
          },
          message:
            'A merge conflict is not resolved here, and no Postfix program can read the file. Keep one of the two versions and remove the lines of markers.',
        });
      }
      inConflict = text[node.start] !== '>';
    }
  },
};
