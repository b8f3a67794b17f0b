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

/** What an access table answers that decides nothing (access(5)): an OK for everybody ends the list, and may open the relay. */
export const noAnswer = 'DUNNO';

/** The types of tables to offer, with their colon. `answer` is what one says that answers the same to everything. */
export function tableCandidates(context: ValueContext, rank = 0, answer = 'OK'): Candidate[] {
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
    return offer === undefined ? [] : [{ ...offer, label: `${type.name}:`, ...snippetOf(type, answer) }];
  });
}

function snippetOf({ name, source }: TableType, answer: string): { insert: string; isSnippet: true } {
  const behind = (snippets[name] ?? snippetsBySource[source]).replace('ANSWER', answer);
  return { insert: `${name}:${behind}`, isSnippet: true };
}

const snippetsBySource: Readonly<Record<TableType['source'], string>> = {
  indexed: '${1:/etc/postfix/}',
  file: '${1:/etc/postfix/}',
  'client-configuration': '${1:/etc/postfix/}',
  nested: '${1:static:ANSWER}',
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
  static: '${1:ANSWER}',
  unix: '${1:passwd.byname}',
};
