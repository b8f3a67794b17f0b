import type { Assignment } from '../config/configuration';
import { usageOf } from '../config/usage';
import type { Rule } from './rule';

export const invalidList: Rule = {
  id: 'invalid-list',
  title: 'Braces that do not match',
  group: 'values',
  severity: 'warning',
  since: '3.0',
  why: `From Postfix 3.0 a group in braces is one item of a list. Where the brace that closes it is
    missing, or text follows it without a blank or comma, postconf warns, and the program that reads the
    list sees other items than people do.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'import_environment = ‹MAIL_CONFIG, { TZ = UTC›\n' },
  good: { main: 'import_environment = MAIL_CONFIG, { TZ = UTC }\n' },
  check({ config, report }) {
    const told = new Set<Assignment>();
    for (const { kind, assignment } of usageOf(config).complaints) {
      if ((kind !== 'missing-brace' && kind !== 'after-brace') || told.has(assignment)) continue;
      // Where the value cannot be read for its kind either, that is told already.
      if (config.parsed(assignment).problems.length > 0) continue;
      told.add(assignment);
      report({
        file: assignment.file,
        span: assignment.value.span,
        about: assignment,
        message:
          kind === 'missing-brace'
            ? `A brace in this value of ${assignment.name} is not closed, so its items are not what they look like. Close it, or take the brace out.`
            : `Text follows a closing brace directly in this value of ${assignment.name}. Put a blank or a comma between them.`,
      });
    }
  },
};
