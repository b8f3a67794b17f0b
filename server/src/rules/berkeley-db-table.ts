import { assignmentsOfKind } from '../config/assignments-with';
import type { Item } from '../values/value';
import { replaceInValue } from './edits';
import { exampleWorld } from './example-files';
import type { Fix, Rule } from './rule';
import { kindsWithTables } from './table-kinds';

export const berkeleyDbTable: Rule = {
  id: 'berkeley-db-table',
  title: 'Type of lookup table that is not installed',
  group: 'values',
  severity: 'error',
  why: `Which types of tables there are depends on how Postfix was built and which packages are
    installed. Several systems have no Berkeley DB any more, and so neither hash: nor btree:; database
    clients come in packages of their own. Each look-up in such a table is a temporary error. "postconf
    -m" lists the types.`,
  sources: [
    {
      title: 'Postfix NON_BERKELEYDB_README',
      url: 'https://www.postfix.org/NON_BERKELEYDB_README.html',
    },
  ],
  bad: {
    main: 'virtual_alias_maps = ‹hash›:/etc/postfix/virtual\n',
    world: { ...exampleWorld({}), tableTypes: new Set(['lmdb', 'texthash', 'static']) },
  },
  good: {
    main: 'virtual_alias_maps = lmdb:/etc/postfix/virtual\n',
    world: { ...exampleWorld({}), tableTypes: new Set(['lmdb', 'texthash', 'static']) },
  },
  fix: 'unsafe',
  check({ config, world, report }) {
    const { tableTypes } = world;
    if (tableTypes === undefined) return;
    for (const kind of kindsWithTables) {
      for (const assignment of assignmentsOfKind(config, kind)) {
        for (const item of config.parsed(assignment).items) {
          if (!isMissing(item, tableTypes) || config.catalogue.tableType(item.text) === undefined) continue;
          const other = ['hash', 'btree'].includes(item.text)
            ? ['lmdb', 'cdb'].find(type => tableTypes.has(type))
            : undefined;
          const fixes: Fix[] =
            other === undefined
              ? []
              : [
                  {
                    title: `Change to ${other}: (then run postmap)`,
                    safety: 'unsafe',
                    edits: () => [replaceInValue(assignment, item, other)],
                  },
                ];
          report({
            file: assignment.file,
            about: assignment,
            span: assignment.value.toFile(item),
            message: `The installed Postfix has no tables of the type ${item.text} ("postconf -m"), so each look-up is a temporary error. ${other === undefined ? 'Install the package that brings it, or use another type' : `Use ${other}, and make the table with postmap or postalias`}.`,
            fixes,
          });
        }
      }
    }
  },
};

function isMissing({ role, text, dynamic }: Item, tableTypes: ReadonlySet<string>): boolean {
  return role === 'table-type' && dynamic !== true && !tableTypes.has(text);
}
