import type { Configuration } from '../config/configuration';
import { tableReferences } from '../values/table-reference';
import type { Rule } from './rule';
import { manual } from './sources';

export const aliasesNotRebuilt: Rule = {
  id: 'aliases-not-rebuilt',
  title: 'Aliases that newaliases does not rebuild',
  group: 'routing',
  severity: 'information',
  parameters: ['alias_maps', 'alias_database'],
  why: `local(8) looks aliases up in alias_maps, newaliases rebuilds what alias_database names. When the two
    name different files, newaliases ends without an error and what was changed has no effect.`,
  sources: [
    manual('alias_database'),
    { title: 'newaliases(1)', url: 'https://www.postfix.org/newaliases.1.html' },
  ],
  bad: {
    main: 'alias_maps = lmdb:‹/etc/postfix/aliases›\nalias_database = lmdb:/etc/aliases\n',
  },
  good: {
    main: 'alias_maps = lmdb:/etc/postfix/aliases\nalias_database = $alias_maps\n',
  },
  check({ config, report }) {
    const assignment = config.inForce('alias_maps');
    const rebuilt = indexedTables(config, 'alias_database');
    const looked = indexedTables(config, 'alias_maps');
    if (assignment === undefined || rebuilt === undefined || looked === undefined) return;
    if (rebuilt.length === 0 || looked.some(table => rebuilt.includes(table))) return;
    for (const { type, name } of tableReferences(config.parsed(assignment))) {
      if (name === undefined || config.catalogue.tableType(type.text)?.source !== 'indexed') continue;
      report({
        about: assignment,
        span: assignment.value.toFile(name),
        message: `newaliases rebuilds ${rebuilt.join(', ')}, which is not looked up, and not this table. Set alias_database to $alias_maps.`,
      });
    }
  },
};

/** The files of indexed tables in a value; undefined where they are not known. */
function indexedTables(config: Configuration, name: string): readonly string[] | undefined {
  const parsed = config.parsedValue(name);
  if (parsed === undefined) return undefined;
  return tableReferences(parsed).flatMap(reference =>
    reference.name !== undefined && config.catalogue.tableType(reference.type.text)?.source === 'indexed'
      ? [reference.name.text]
      : [],
  );
}
