import { tableFiles } from '../config/file-paths';
import { fileAt } from '../config/world';
import { overlaps } from '../text/span';
import { isCache } from './caches';
import type { Rule } from './rule';
import { tellProblems } from './told-problems';

export const tablePath: Rule = {
  id: 'table-path',
  title: 'Table name with something too much',
  group: 'values',
  severity: 'error',
  why: `Behind hash:, lmdb: and the like stands the path of the text file; Postfix adds .db or .lmdb itself and finds no table
    when the ending is there already. Tables are separated by commas or blanks: a semicolon is a part of the path.`,
  sources: [{ title: 'DATABASE_README', url: 'https://www.postfix.org/DATABASE_README.html' }],
  bad: { main: 'relocated_maps = lmdb:‹/etc/postfix/relocated.lmdb›\n' },
  good: { main: 'relocated_maps = lmdb:/etc/postfix/relocated\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    const { config, world } = context;
    tellProblems(context, { codes: ['semicolon-between'] });
    tellProblems(context, {
      codes: ['database-suffix'],
      isMeant: (assignment, problem) => {
        if (isCache(assignment)) return false;
        // Somebody may have given the text that ending.
        const place = assignment.value.toFile(problem);
        const file = tableFiles(config).find(
          each => each.assignment === assignment && overlaps(each.span, place),
        );
        return file === undefined || fileAt(world, file.indexed).kind !== 'file';
      },
    });
  },
};
