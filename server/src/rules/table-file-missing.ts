import { tableFiles } from '../config/file-paths';
import { fileAt } from '../config/world';
import { isCache } from './caches';
import { exampleWorld } from './example-files';
import type { Rule } from './rule';

export const tableFileMissing: Rule = {
  id: 'table-file-missing',
  title: 'Lookup table without its file',
  group: 'routing',
  severity: 'error',
  why: `When a program of Postfix cannot open a lookup table, each look-up in it is a temporary error: smtpd
    answers 451, and mail that is in the queue stays there. Indexed tables such as lmdb and hash are read
    from a file that postmap or postalias makes, not from the one that people edit.`,
  sources: [
    { title: 'DATABASE_README', url: 'https://www.postfix.org/DATABASE_README.html' },
    { title: 'postmap(1)', url: 'https://www.postfix.org/postmap.1.html' },
  ],
  bad: {
    main: 'virtual_alias_maps = lmdb:‹/etc/postfix/virtual›\n',
    world: exampleWorld({ '/etc/postfix/virtual': [], '/etc/postfix/virtual.lmdb': 'missing' }),
  },
  good: {
    main: 'virtual_alias_maps = lmdb:/etc/postfix/virtual\n',
    world: exampleWorld({ '/etc/postfix/virtual': [], '/etc/postfix/virtual.lmdb': [] }),
  },
  check({ config, world, report }) {
    if (!world.isInstalled) return;
    for (const { assignment, span, type, source, indexed } of tableFiles(config)) {
      // An ending too many has a rule of its own.
      if (type.suffix !== undefined && source.endsWith(type.suffix)) continue;
      // Postfix makes its caches, and newaliases what alias_database names.
      if (isCache(assignment) || assignment.name === 'alias_database') continue;
      if (fileAt(world, indexed).kind !== 'missing') continue;
      const program = assignment.name === 'alias_maps' ? 'postalias' : 'postmap';
      report({
        file: assignment.file,
        about: assignment,
        span: assignment.value.toFile(span),
        message:
          indexed !== source && fileAt(world, source).kind === 'file'
            ? `${source} was not made into a table: there is no ${indexed}, so each look-up is a temporary error. Run "${program} ${type.name}:${source}".`
            : `There is no ${indexed}, so each look-up in this table is a temporary error and mail waits.${indexed === source ? '' : ` Write ${source}, then run "${program} ${type.name}:${source}".`}`,
      });
    }
  },
};
