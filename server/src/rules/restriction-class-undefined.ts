import { isDynamic, tokens } from '../values/tokens';
import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

export const restrictionClassUndefined: Rule = {
  id: 'restriction-class-undefined',
  title: 'Restriction class without a definition',
  group: 'restrictions',
  severity: 'error',
  parameters: ['smtpd_restriction_classes'],
  why: `Each name in smtpd_restriction_classes is a parameter of its own that holds the restrictions of the
    class. When one of them is not set, or empty, smtpd stops with "restriction class … needs a definition"
    at every connection.`,
  sources: [
    manual('smtpd_restriction_classes'),
    { title: 'RESTRICTION_CLASS_README', url: 'https://www.postfix.org/RESTRICTION_CLASS_README.html' },
  ],
  bad: { main: 'smtpd_restriction_classes = ‹insiders›\n' },
  good: { main: 'smtpd_restriction_classes = insiders\ninsiders = permit_mynetworks, reject\n' },
  aboutAbsence: true,
  check({ config, report }) {
    for (const assignment of assignmentsInForce(config, 'smtpd_restriction_classes')) {
      for (const token of tokens(assignment.value.text)) {
        // In master.cf a service may define the class for itself.
        const own = assignment.service?.overrides.find(override => override.name === token.text);
        const definition = own?.value.text ?? config.setting(token.text)?.winner.value.text ?? '';
        if (isDynamic(token.text) || token.text.startsWith('#') || definition !== '') continue;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(token),
          message: `The restriction class "${token.text}" is not defined, so smtpd stops at every connection. Add a line ${token.text} = … with its restrictions, or take the name out.`,
        });
      }
    }
  },
};
