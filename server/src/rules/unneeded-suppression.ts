import { removeComment, removeSuppressedRule } from './edits';
import type { Rule } from './rule';

export const unneededSuppression: Rule = {
  id: 'unneeded-suppression',
  title: 'Comment that silences nothing',
  group: 'editor',
  severity: 'hint',
  why: `A comment that silences a rule where the rule has nothing to say hides the next, real finding of
    that rule. It is usually left over after the value below it was mended.`,
  sources: [],
  bad: {
    main: '# postfix-main-cf: ignore ‹duplicate-parameter› – set by the installer\nmyhostname = mail.example.com\n',
  },
  good: { main: 'myhostname = mail.example.com\n' },
  fix: 'unsafe',
  onTemplates: true,
  aboutSuppressions: true,
  check({ config, suppressions, ruleIds, report }) {
    for (const suppression of suppressions) {
      const { file, ids, scope, covers } = suppression;
      if (covers === undefined) continue;
      if (scope === 'file' && ids.length === 0 && !suppression.used) {
        report({
          file,
          span: suppression,
          tag: 'unnecessary',
          message: 'Nothing in this file is silenced by this comment: there is nothing to report. It can go.',
          fixes: [
            {
              title: 'Remove the comment',
              safety: 'unsafe',
              edits: () => [removeComment(config, suppression)],
            },
          ],
        });
      }
      for (const named of ids) {
        // Rules that did not run (switched off, another release) cannot say whether they are needed.
        if (named.used || !ruleIds.ran.has(named.id)) continue;
        const where = scope === 'file' ? 'in this file' : 'below it';
        report({
          file,
          span: named,
          tag: 'unnecessary',
          message: `This comment silences ${named.id}, but that rule finds nothing ${where}. Remove it, so that it does not hide a later finding.`,
          fixes: [
            {
              title: ids.length === 1 ? 'Remove the comment' : `Remove ${named.id} from the comment`,
              safety: 'unsafe',
              edits: () => [
                ids.length === 1
                  ? removeComment(config, suppression)
                  : removeSuppressedRule(suppression, named),
              ],
            },
          ],
        });
      }
    }
  },
};
