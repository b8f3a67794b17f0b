import { formatRelease, isStillToCome } from '../catalogue/release';
import { usageOf } from '../config/usage';
import { renameEntry, removeAssignment } from './edits';
import type { Fix, Rule } from './rule';

export const removedParameter: Rule = {
  id: 'removed-parameter',
  title: 'Removed parameter',
  group: 'deprecated',
  severity: 'warning',
  why: `The target release has dropped this parameter, so it ignores the line. What the line once did no
    longer happens; where there is a successor, it takes over.`,
  sources: [{ title: 'Postfix DEPRECATION_README', url: 'https://www.postfix.org/DEPRECATION_README.html' }],
  bad: { main: 'smtpd_sasl_auth_enable = no\n‹smtpd_sasl_application_name› = smtpd\n' },
  good: { main: 'smtpd_sasl_auth_enable = no\nsmtpd_sasl_path = smtpd\n' },
  fix: 'unsafe',
  check({ config, world, report }) {
    for (const { kind, name, assignment } of usageOf(config).complaints) {
      if (kind !== 'unused' && kind !== 'removed') continue;
      const parameter = config.catalogue.parameter(name);
      if (parameter === undefined || isStillToCome(parameter, config.release)) continue;
      const replacement = parameter.deprecated?.replacement;
      const remove: Fix = {
        title: `Remove ${name}`,
        safety: 'unsafe',
        edits: () => removeAssignment(config, assignment),
      };
      const rename: Fix[] =
        replacement === undefined || config.isSet(replacement)
          ? []
          : [
              {
                title: `Change to ${replacement}`,
                safety: 'unsafe',
                edits: () => [renameEntry(assignment, replacement)],
              },
            ];
      const since = parameter.removed === undefined ? '' : ` since ${parameter.removed}`;
      const advice = replacement === undefined ? 'Remove the line' : `Its successor is ${replacement}`;
      report({
        file: assignment.file,
        span: assignment.nameSpan,
        tag: 'deprecated',
        about: assignment,
        severity: world.releaseSource === 'assumed' ? 'information' : 'warning',
        message: `Postfix ${formatRelease(config.release)} ignores ${name}: it is gone${since}. ${advice}.`,
        fixes: [...rename, remove],
      });
    }
  },
};
