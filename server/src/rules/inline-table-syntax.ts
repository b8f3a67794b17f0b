import type { Rule } from './rule';
import { kindsWithTables } from './table-kinds';
import { tellProblems } from './told-problems';

export const inlineTableSyntax: Rule = {
  id: 'inline-table-syntax',
  title: 'Table in braces that cannot be read',
  group: 'values',
  severity: 'error',
  why: `A table whose contents stand in main.cf is type:{…}. Each entry with blanks in it needs braces
    of its own: inline:{ {name = value} }, regexp:{ {/pattern/ result} }. A table that Postfix cannot
    read makes each look-up a temporary error.`,
  sources: [{ title: 'Postfix DATABASE_README', url: 'https://www.postfix.org/DATABASE_README.html' }],
  bad: { main: 'virtual_alias_maps = inline:{‹info@example.com = root›}\n' },
  good: { main: 'virtual_alias_maps = inline:{ {info@example.com = root} }\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['needs-braces', 'empty-braces', 'inline-entry', 'missing-brace', 'text-after-brace'],
      kinds: kindsWithTables,
    });
  },
};
