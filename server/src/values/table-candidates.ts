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
  'btree',
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

function snippetOf({ name, source }: TableType): { insert?: string; isSnippet?: boolean } {
  if (name === 'inline') return { insert: 'inline:{ {${1:key} = ${2:value}} }', isSnippet: true };
  if (name === 'randmap') return { insert: 'randmap:{${1:value}, ${2:value}}', isSnippet: true };
  if (name === 'pipemap' || name === 'unionmap')
    return { insert: `${name}:{\${1:type:name}, \${2:type:name}}`, isSnippet: true };
  if (source === 'indexed' || source === 'file' || source === 'client-configuration') {
    return { insert: `${name}:\${1:/etc/postfix/}`, isSnippet: true };
  }
  return {};
}
