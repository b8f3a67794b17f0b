import { assignmentsOfKind } from '../config/assignments-with';
import { commaAndSpace, tokens } from '../values/tokens';
import { clientLists, domainLists } from './list-parameters';
import { removeItem } from './remove-item';
import type { Rule } from './rule';
import { manual } from './sources';

export const duplicateListItem: Rule = {
  id: 'duplicate-list-item',
  title: 'Item listed twice',
  group: 'networks',
  severity: 'hint',
  parameters: [...clientLists, ...domainLists],
  why: `The first element that matches decides, so the same element further down is never looked at.`,
  sources: [manual('mynetworks')],
  bad: { main: 'mydestination = example.com, localhost, ‹example.com›\n' },
  good: { main: 'mydestination = example.com, localhost\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const assignment of assignmentsOfKind(config, 'match-list')) {
      const seen = new Set<string>();
      for (const token of tokens(assignment.value.text, commaAndSpace, true)) {
        if (token.text.startsWith('#')) break;
        // `!a` and `a` are one pattern with two answers: the first of them counts.
        const pattern = token.text.toLowerCase();
        if (!seen.has(pattern)) {
          seen.add(pattern);
          continue;
        }
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(token),
          tag: 'unnecessary',
          message: `${token.text} is in this list already.`,
          fixes: [
            {
              title: `Remove ${token.text}`,
              safety: 'unsafe',
              edits: () => removeItem(config, assignment, token),
            },
          ],
        });
      }
    }
  },
};
