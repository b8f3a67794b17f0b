import type { Rule } from './rule';
import { kindsWithTables } from './table-kinds';
import { tellProblems } from './told-problems';

export const unknownTableType: Rule = {
  id: 'unknown-table-type',
  title: 'Not a type of lookup table',
  group: 'values',
  severity: 'error',
  why: `A lookup table is written type:name, and the type in lower case. With a type that Postfix does
    not have, each look-up is a temporary error: mail waits in the queue, or clients are answered with
    451. Without a type, the program that reads the list stops.`,
  sources: [{ title: 'Postfix DATABASE_README', url: 'https://www.postfix.org/DATABASE_README.html' }],
  bad: { main: 'virtual_alias_maps = ‹texthsah›:/etc/postfix/virtual\n' },
  good: { main: 'virtual_alias_maps = texthash:/etc/postfix/virtual\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['unknown-table-type', 'missing-table-type', 'empty-table-name'],
      kinds: kindsWithTables,
      // Only newaliases reads this one, and takes default_database_type where no type is given.
      isMeant: ({ name }, { code }) => name !== 'alias_database' || code !== 'missing-table-type',
    });
    tellProblems(context, {
      codes: ['wrong-case', 'removed-word'],
      kinds: kindsWithTables,
      isMeant: (_assignment, _problem, role) => role() === 'table-type',
    });
  },
};
