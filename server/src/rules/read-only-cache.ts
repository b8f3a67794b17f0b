import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const readOnlyCache: Rule = {
  id: 'read-only-cache',
  title: 'Cache in a table that cannot be written',
  group: 'values',
  severity: 'error',
  why: `Postfix writes its caches itself, for example TLS sessions and the clients that postscreen let in. Types such
    as texthash, cdb and regexp can only be read: the table is not opened, each look-up fails with a warning, and
    nothing is remembered; with static the program stops. btree and lmdb can be written.`,
  sources: [manual('postscreen_cache_map'), manual('address_verify_map')],
  bad: { main: 'postscreen_cache_map = ‹texthash›:/var/lib/postfix/postscreen_cache\n', postfix: '3.10' },
  good: { main: 'postscreen_cache_map = btree:/var/lib/postfix/postscreen_cache\n', postfix: '3.10' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, { codes: ['read-only-table'] });
  },
};
