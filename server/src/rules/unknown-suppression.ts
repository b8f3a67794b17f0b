import { closest, distance } from 'fastest-levenshtein';
import { removeComment } from './edits';
import type { Rule } from './rule';
import type { SuppressedRule, Suppression } from './suppression';

export const unknownSuppression: Rule = {
  id: 'unknown-suppression',
  title: 'Comment that silences no known rule',
  group: 'editor',
  severity: 'warning',
  why: `A comment that names a rule that does not exist silences nothing, and nobody would notice. The
    id of a rule stands behind each finding; the reason for silencing it follows after a dash.`,
  sources: [],
  bad: {
    main: '# postfix-main-cf: ignore ‹duplicate-paramter› – set by the installer\nmyhostname = mail.example.com\nmyhostname = mx.example.com\n',
  },
  good: {
    main: '# postfix-main-cf: ignore duplicate-parameter – set by the installer\nmyhostname = mail.example.com\nmyhostname = mx.example.com\n',
  },
  fix: 'unsafe',
  onTemplates: true,
  aboutSuppressions: true,
  check({ config, suppressions, ruleIds, report }) {
    const known = [...ruleIds.known];
    for (const suppression of suppressions) {
      const { file, ids, scope } = suppression;
      if (scope === undefined || (scope === 'next' && ids.length === 0)) {
        report({
          file,
          span: suppression,
          message:
            scope === undefined
              ? 'This comment silences nothing: after "postfix-main-cf:" comes "ignore" or "ignore-file" and the ids of rules.'
              : 'This comment silences nothing, because it names no rule. Write the id of the rule, a dash and the reason.',
          fixes: [
            {
              title: 'Remove the comment',
              safety: 'unsafe',
              edits: () => [removeComment(config, suppression)],
            },
          ],
        });
      } else if (suppression.covers === undefined) {
        report({
          file,
          span: suppression,
          message: 'This comment silences nothing, because nothing follows it.',
        });
      }
      for (const named of ids) {
        if (ruleIds.known.has(named.id)) continue;
        report({
          file,
          span: named,
          message: `There is no rule "${named.id}", so this comment does not silence it. After the ids, a dash with blanks around it begins the reason.`,
          fixes: nearestRule(named, suppression, known),
        });
      }
    }
  },
};

function nearestRule({ id, start, end }: SuppressedRule, { file }: Suppression, known: readonly string[]) {
  const nearest = closest(id, known);
  if (distance(id, nearest) > Math.max(1, Math.floor(id.length / 3))) return [];
  return [
    {
      title: `Change to ${nearest}`,
      safety: 'unsafe' as const,
      edits: () => [{ file, span: { start, end }, newText: nearest }],
    },
  ];
}
