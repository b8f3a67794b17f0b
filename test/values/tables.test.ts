import assert from 'node:assert/strict';
import type { Kind } from '../../server/src/catalogue/kind';
import { tableReferences } from '../../server/src/values/table-reference';
import { items, labels, offers, parse, problems } from './check';

const tables: Kind = { type: 'tables' };
const table: Kind = { type: 'table' };

describe('tables', () => {
  items(tables, {
    'hash:/etc/aliases, nis:mail.aliases':
      'table-type:hash@table/hash table-name:/etc/aliases table-type:nis@table/nis table-name:mail.aliases',
    'proxy:mysql:/etc/x.cf': 'table-type:proxy@table/proxy table-type:mysql@table/mysql table-name:/etc/x.cf',
    'pipemap:{inline:{a=b}, hash:/x}':
      'table-type:pipemap@table/pipemap table-type:inline@table/inline table-name:{a=b} table-type:hash@table/hash table-name:/x',
    'hash:$config_directory/x ${y}z $t:/a':
      'table-type:hash@table/hash table-name~$config_directory/x table-name~${y}z table-type~$t table-name:/a',
    'proxy:$x pipemap:$y debug:':
      'table-type:proxy@table/proxy table-name~$x table-type:pipemap@table/pipemap table-name~$y table-type:debug@table/debug',
    'pipemap:{$x, hash:/a}':
      'table-type:pipemap@table/pipemap table-name~$x table-type:hash@table/hash table-name:/a',
    '${x?hash:/a b}': 'table-name~${x?hash:/a␣b}',
    '/etc/virtual': 'table-name:/etc/virtual',
    '': '',
  });
  problems(tables, [
    [''],
    ['hash:/etc/aliases'],
    ['$default_database_type:/etc/x'],
    ['inline:{a=b, c=d}'],
    ['inline:{ {a = b c} }'],
    ['inline:{ {a=b} {c=d} }'],
    ['inline:{ { a = b } , c=d}'],
    ['inline:{$x, {$y}}'],
    ['static:x'],
    ['static:{x y}'],
    ['pipemap:{inline:{a=b},inline:{b=c}}'],
    ['unionmap:{static:1,static:{2 3}}'],
    ['randmap:{x}'],
    ['randmap:$x'],
    ['regexp:{ {/^a$/ yes} }'],
    ['pcre:{{/^a$/ yes}, $x}'],
    ['cidr:{{1.2.3.0/24 yes}}'],
    ['regexp:{}'],
    ['debug:inline:{a=b}'],
    ['unix:passwd.byname socketmap:inet:localhost:1:x tcp:localhost:1 environ:x'],
    ['header_checks:x', '‹header_checks›:x  unknown-table-type'],
    ['foo:/x', '‹foo›:/x  unknown-table-type'],
    ['hahs:/x', '‹hahs›:/x  unknown-table-type → hash'],
    ['HASH:/x', '‹HASH›:/x  wrong-case → hash'],
    ['hash:', '‹hash:›  empty-table-name'],
    [':/x', '‹:/x›  missing-table-type'],
    ['proxy:hash:', 'proxy:‹hash:›  empty-table-name'],
    ['proxy:/x', 'proxy:‹/x›  missing-table-type → $default_database_type:/x | texthash:/x'],
    ['/etc/foo', '‹/etc/foo›  missing-table-type → $default_database_type:/etc/foo | texthash:/etc/foo'],
    ['hash /etc/foo', '‹hash /etc/foo›  missing-table-type → hash:/etc/foo'],
    ['hash: /etc/foo', '‹hash: /etc/foo›  empty-table-name → hash:/etc/foo'],
    ['proxy: mysql:/x, hash:/y', '‹proxy: mysql:/x›, hash:/y  empty-table-name → proxy:mysql:/x'],
    ['proxy:mysql: /x', '‹proxy:mysql: /x›  empty-table-name → proxy:mysql:/x'],
    ['static: 5000', '‹static: 5000›  empty-table-name → static:5000'],
    ['inline: { {a = b} }', '‹inline: { {a = b} }›  empty-table-name → inline:{ {a = b} }'],
    [
      'pipemap: {hash:/x, hash:/y}',
      '‹pipemap: {hash:/x, hash:/y}›  empty-table-name → pipemap:{hash:/x, hash:/y}',
    ],
    ['hash: cdb:/x', '‹hash:› cdb:/x  empty-table-name'],
    [
      'hash:, /x',
      '‹hash:›, /x  empty-table-name',
      'hash:, ‹/x›  missing-table-type → $default_database_type:/x | texthash:/x',
    ],
    ['hash, cdb:/x', '‹hash›, cdb:/x  missing-table-type → hash:/etc/postfix/'],
    ['tex', '‹tex›  missing-table-type'],
    ['{hash:/x}', '‹{hash:/x}›  missing-table-type'],
    ['inline:{a = b}', 'inline:{‹a = b›}  inline-entry →  {a = b} '],
    ['inline:{a}', 'inline:{‹a›}  inline-entry'],
    ['inline:{{a = b}, x}', 'inline:{{a = b}, ‹x›}  inline-entry'],
    ['inline:{=b}', 'inline:{‹=b›}  inline-entry'],
    ['inline:{ { = b } }', 'inline:{ ‹{ = b }› }  inline-entry'],
    ['inline:{}', 'inline:‹{}›  empty-braces'],
    ['inline:a=b', 'inline:‹a=b›  needs-braces → {a=b}'],
    ['inline:{a=b', 'inline:‹{a=b›  missing-brace → {a=b}'],
    ['inline:{ {a = b}', 'inline:‹{ {a = b}›  missing-brace → { {a = b}}'],
    ['inline:{ {a = b} }x hash:/y', 'inline:{ {a = b} }‹x› hash:/y  text-after-brace'],
    ['static:{x y', 'static:‹{x y›  missing-brace → {x y}'],
    ['pipemap:{}', 'pipemap:‹{}›  empty-braces'],
    ['pipemap:hash:/a', 'pipemap:‹hash:/a›  needs-braces → {hash:/a}'],
    ['pipemap:{hash}', 'pipemap:{‹hash›}  missing-table-type → hash:/etc/postfix/'],
    ['unionmap:{static:1, {static:2}}', 'unionmap:{static:1, ‹{static:2}›}  missing-table-type'],
    ['randmap:{}', 'randmap:‹{}›  empty-braces'],
    ['randmap:x', 'randmap:‹x›  needs-braces → {x}'],
    ['regexp:{/a/ y}', 'regexp:{‹/a/ y›}  inline-entry →  {/a/ y} '],
    ['regexp:{ {/a/ y}, /b/ z }', 'regexp:{ {/a/ y}, ‹/b/› z }  inline-entry'],
    ['pcre:{{/a/ x}', 'pcre:‹{{/a/ x}›  missing-brace → {{/a/ x}}'],
    ['hash:/a # b', 'hash:/a ‹# b›  trailing-comment'],
    ['regexp:{ {/x # y/ REJECT} }'],
  ]);
  problems(
    tables,
    [
      ['regexp:{{/a/ x}}', 'regexp:‹{{/a/ x}}›  too-new'],
      ['debug:hash:/x', '‹debug›:hash:/x  too-new'],
      ['mongodb:/x', '‹mongodb›:/x  too-new'],
      ['inline:{a=b}'],
    ],
    { postfix: '3.6' },
  );
  it('says where the program stops and where lookups fail', () => {
    assert.match(parse(tables, '/etc/foo').problems[0]?.consequence ?? '', /stops/);
    assert.match(parse(tables, 'foo:/x').problems[0]?.consequence ?? '', /lookup in it fails/);
  });
  it('takes very deep nesting for a name', () => {
    const deep = `${'proxy:'.repeat(30)}hash:/x`;
    assert.equal(tableReferences(parse(tables, deep)).length, 9);
  });
  it('offers the usual types first, as far as the release has them', () => {
    assert.equal(labels(tables)[0], 'hash:');
    assert.ok(labels(tables).includes('debug:'));
    assert.ok(!labels(tables, { postfix: '3.10' }).includes('debug:'));
    assert.equal(offers(tables).find(({ label }) => label === 'hash:')?.insert, 'hash:${1:/etc/postfix/}');
    assert.equal(labels(table)[0], 'hash:');
  });
});

describe('cache', () => {
  const cache: Kind = { type: 'table', cache: true };
  problems(cache, [
    ['btree:$data_directory/x'],
    ['hash:/x'],
    ['lmdb:/x'],
    ['memcache:/etc/postfix/x'],
    ['proxy:btree:/x'],
    ['$default_cache_db_type:/x'],
    ['internal:x'],
    ['/var/x', '‹/var/x›  missing-table-type → $default_cache_db_type:/var/x'],
    ['proxy:/var/x', 'proxy:‹/var/x›  missing-table-type → $default_cache_db_type:/var/x'],
    ['texthash:/var/x', '‹texthash›:/var/x  read-only-table → $default_cache_db_type'],
    ['proxy:cdb:/var/x', 'proxy:‹cdb›:/var/x  read-only-table → $default_cache_db_type'],
    ['static:x', '‹static›:x  read-only-table'],
    ['btree: /var/x', '‹btree: /var/x›  empty-table-name → btree:/var/x'],
  ]);
  problems(
    cache,
    [
      ['/var/x', '‹/var/x›  missing-table-type → btree:/var/x'],
      ['cidr:/var/x', '‹cidr›:/var/x  read-only-table → btree'],
    ],
    { postfix: '3.10' },
  );
});

describe('table', () => {
  items(table, { 'btree:$data_directory/x': 'table-type:btree@table/btree table-name~$data_directory/x' });
  problems(table, [
    [''],
    ['btree:$data_directory/x'],
    ['pcre:{{/a b/ c}}'],
    ['hash:/a hash:/b', '‹hash:/a hash:/b›  several-words → hash:/a'],
    ['hash:/a # b', 'hash:/a ‹# b›  trailing-comment'],
  ]);
});

describe('tableReferences', () => {
  const cases: Readonly<Record<string, string>> = {
    'hash:/a, proxy:ldap:/b': 'hash /a, proxy -, ldap /b',
    'pipemap:{inline:{a=b}, unionmap:{hash:/x, static:{y z}}} texthash:/t':
      'pipemap -, inline {a=b}, unionmap -, hash /x, static {y z}, texthash /t',
    '/x': '',
    'hash:': 'hash -',
  };
  for (const [value, expected] of Object.entries(cases)) {
    it(value, () => {
      const found = tableReferences(parse(tables, value));
      assert.equal(found.map(({ type, name }) => `${type.text} ${name?.text ?? '-'}`).join(', '), expected);
      for (const { name } of found) if (name) assert.equal(value.slice(name.start, name.end), name.text);
    });
  }
  it('finds them in match lists and restrictions', () => {
    const list = parse({ type: 'match-list', of: 'host-address' }, '!hash:/a 127.0.0.0/8');
    const checks = parse({ type: 'restrictions', stage: 'client' }, 'check_client_access cidr:/b, hash:/c');
    const found = [...tableReferences(list), ...tableReferences(checks)];
    assert.deepEqual(
      found.map(({ name }) => name?.text),
      ['/a', '/b', '/c'],
    );
  });
});
