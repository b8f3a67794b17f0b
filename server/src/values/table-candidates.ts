import type { TableType } from '../catalogue/model';
import { candidate, isRemoved, isTooNew } from './terms';
import type { Candidate, ValueContext } from './value';

/** What people use most comes first. */
const usual = [
  'hash',
  'lmdb',
  'cdb',
  'texthash',
  'regexp',
  'pcre',
  'cidr',
  'static',
  'inline',
  'proxy',
  'mysql',
  'pgsql',
  'ldap',
  'sqlite',
  'btree',
  'unix',
  'socketmap',
  'tcp',
  'memcache',
];

/** The types of tables to offer, with their colon. */
export function tableCandidates(context: ValueContext, rank = 0): Candidate[] {
  return context.catalogue.tableTypes.flatMap(type => {
    if (isTooNew(type, context.release) || isRemoved(type, context.release)) return [];
    const at = usual.indexOf(type.name);
    const offer = candidate(
      context,
      type.name,
      'table-type',
      'table',
      rank + (at === -1 ? usual.length : at),
    );
    return offer === undefined ? [] : [{ ...offer, label: `${type.name}:`, ...snippetOf(type) }];
  });
}

function snippetOf({ name, source }: TableType): { insert: string; isSnippet: true } {
  return { insert: `${name}:${snippets[name] ?? snippetsBySource[source]}`, isSnippet: true };
}

const snippetsBySource: Readonly<Record<TableType['source'], string>> = {
  indexed: '${1:/etc/postfix/}',
  file: '${1:/etc/postfix/}',
  'client-configuration': '${1:/etc/postfix/}',
  nested: '${1:static:OK}',
  inline: '{ {${1:key} = ${2:value}} }',
  socket: '${1:localhost:10027}',
  system: '${1:mail.aliases}',
  value: '${1:name}',
};
const snippets: Readonly<Record<string, string>> = {
  proxy: '${1:unix:passwd.byname}',
  pipemap: '{${1:static:a}, ${2:static:b}}',
  unionmap: '{${1:static:a}, ${2:static:b}}',
  randmap: '{${1:value}, ${2:value}}',
  socketmap: '${1:inet:localhost:10027:name}',
  static: '${1:OK}',
  unix: '${1:passwd.byname}',
};
