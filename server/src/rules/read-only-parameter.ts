import { usageOf } from '../config/usage';
import { removeAssignment } from './edits';
import type { Rule } from './rule';

export const readOnlyParameter: Rule = {
  id: 'read-only-parameter',
  title: 'Name that Postfix sets itself',
  group: 'names',
  severity: 'warning',
  parameters: ['process_id', 'process_name', 'service_name'],
  why: `Each Postfix program sets this name to its own value, whatever main.cf says, and postconf warns
    of a "read-only parameter assignment".`,
  sources: [
    { title: 'postconf(5), process_name', url: 'https://www.postfix.org/postconf.5.html#process_name' },
  ],
  bad: { main: 'myhostname = mail.example.com\n‹process_name› = mail\n' },
  good: { main: 'myhostname = mail.example.com\n' },
  fix: 'safe',
  check({ config, report }) {
    for (const { kind, name, assignment } of usageOf(config).complaints) {
      if (kind !== 'read-only') continue;
      report({
        file: assignment.file,
        span: assignment.nameSpan,
        tag: 'unnecessary',
        about: assignment,
        message: `Postfix sets ${name} itself and ignores this line. Remove it.`,
        fixes: [
          { title: `Remove ${name}`, safety: 'safe', edits: () => removeAssignment(config, assignment) },
        ],
      });
    }
  },
};
