import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const milterSyntax: Rule = {
  id: 'milter-syntax',
  title: 'Milter that cannot be reached like this',
  group: 'routing',
  severity: 'error',
  parameters: ['smtpd_milters', 'non_smtpd_milters'],
  why: `A milter is inet:host:port or unix:path, or that in braces with options behind it. With anything
    else smtpd, unless milter_default_action says otherwise, turns every client away with "Server
    configuration problem - try again later" until the line is mended.`,
  sources: [
    manual('smtpd_milters'),
    { title: 'MILTER_README', url: 'https://www.postfix.org/MILTER_README.html' },
  ],
  bad: { main: 'smtpd_milters = ‹localhost:8891›\n' },
  good: { main: 'smtpd_milters = inet:localhost:8891\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: [
        'bad-endpoint',
        'unknown-endpoint-type',
        'bad-port',
        'unknown-option',
        'bad-option',
        'missing-brace',
        'text-after-brace',
        'too-new',
      ],
      kinds: ['milters'],
    });
  },
};
