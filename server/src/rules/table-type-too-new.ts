import type { Rule } from './rule';
import { kindsWithTables } from './table-kinds';
import { tellProblems } from './told-problems';

export const tableTypeTooNew: Rule = {
  id: 'table-type-too-new',
  title: 'Type of lookup table from a later release',
  group: 'values',
  severity: 'error',
  why: `The target release does not have this type of table yet, so each look-up in it is a temporary
    error. Rules of regexp, pcre and cidr tables in braces came with 3.7; before that Postfix takes the
    braces for the name of a file.`,
  sources: [{ title: 'Postfix DATABASE_README', url: 'https://www.postfix.org/DATABASE_README.html' }],
  bad: {
    main: 'header_checks = regexp:‹{ {/^Subject: test/ DISCARD} }›\n',
    postfix: '3.6',
  },
  good: { main: 'header_checks = regexp:/etc/postfix/header_checks\n', postfix: '3.6' },
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: ['too-new'],
      kinds: kindsWithTables,
      isMeant: (_assignment, _problem, role) => ['table-type', 'table-name'].includes(role() ?? ''),
    });
  },
};
