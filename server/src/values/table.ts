import type { KindOf } from '../catalogue/kind';
import { isAtLeast } from '../catalogue/release';
import { Collector } from './collector';
import { noAnswer, tableCandidates } from './table-candidates';
import { addSplitTable, addTable } from './table-reference';
import { commaAndSpace, tokens, type Token } from './tokens';
import type { Candidate, ValueContext, ValueKind } from './value';
import { quote } from './wording';
import { severalWords } from './word-set';

/** One lookup table, or none. */
export const table: ValueKind<KindOf<'table'>> = {
  parse(text, { cache }, context) {
    const out = new Collector();
    const list = tokens(text, commaAndSpace, true);
    if (list.length === 2 && addSplitTable(out, text, list[0] as Token, list[1], context)) return out;
    for (const token of list) {
      if (out.isComment(token, text)) break;
      addTable(out, text, token, context, undefined, 0, cache === true ? cacheType(context) : undefined);
      if (cache === true && token === list[0]) checkWritable(out, text, context);
      const whole = { text, start: 0, end: text.length };
      if (token === list[0] && list.length > 1 && !list[1]?.text.startsWith('#'))
        severalWords(out, whole, token.text);
    }
    return out;
  },
  candidates({ cache, access }, context) {
    if (cache === true) return cacheCandidates(context);
    return tableCandidates(context, 0, access === true ? noAnswer : undefined);
  },
};

/** What can only be read, by the source of each type; Postfix opens a cache for writing. */
const readOnly: ReadonlySet<string> = new Set([
  ...['cdb', 'texthash', 'cidr', 'pcre', 'regexp', 'inline', 'static', 'pipemap', 'unionmap', 'randmap'],
  ...['unix', 'nis', 'nisplus', 'tcp', 'socketmap', 'ldap', 'mysql', 'pgsql', 'sqlite', 'mongodb'],
]);

/** Caches lie where Postfix may write; types of no use for one are left out. */
function cacheCandidates(context: ValueContext): Candidate[] {
  return tableCandidates(context).flatMap(one => {
    const name = one.label.slice(0, -1);
    const isFile = context.catalogue.tableType(name)?.source === 'indexed';
    if (!isFile) return name === 'memcache' || name === 'proxy' ? [one] : [];
    const rank = name === 'btree' ? 0 : name === 'lmdb' ? 1 : 10;
    return [{ ...one, rank, insert: `${one.label}\\$data_directory/\${1:name}` }];
  });
}

/** The type of table that a cache usually has in a release. */
export function cacheType({ release }: Pick<ValueContext, 'release'>): string {
  return isAtLeast(release, '3.11') ? '$default_cache_db_type' : 'btree';
}

function checkWritable(out: Collector, text: string, context: ValueContext): void {
  // proxy:texthash:/x is the table inside.
  const item = out.items.find(
    ({ role, text }) => role === 'table-type' && text !== 'proxy' && text !== 'debug',
  );
  if (item === undefined || item.dynamic === true || !readOnly.has(item.text)) return;
  const type = context.catalogue.tableType(item.text);
  const isFile = (type?.source === 'file' || type?.source === 'indexed') && text[item.end + 1] === '/';
  const message = `${quote(`${item.text}:`)} is a type of table that Postfix can only read, and it keeps a cache here`;
  out.problem('read-only-table', item, message, 'the table is not opened, and nothing is remembered', [
    isFile ? cacheType(context) : undefined,
  ]);
}
