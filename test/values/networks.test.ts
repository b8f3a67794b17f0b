import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isIPv6 } from 'node:net';
import type { Kind } from '../../server/src/catalogue/kind';
import {
  formatAddress,
  hasHostBits,
  isMapped,
  networkOf,
  parseAddress,
  prefixLength,
} from '../../server/src/values/network';
import { items, labels, parse, problems } from './check';

const hosts: Kind = { type: 'match-list', of: 'host-address' };
const addresses: Kind = { type: 'match-list', of: 'address' };
const domains: Kind = { type: 'match-list', of: 'domain' };
const strings: Kind = { type: 'match-list', of: 'string' };

describe('addresses', () => {
  for (const text of [
    '1.2.3',
    '1.2.3.',
    '1.2.3.4.5',
    '01.2.3.4',
    '256.1.1.1',
    '1..2.3',
    '.1.2.3',
    '1.2.3.4x',
    '',
  ]) {
    it(`${text} is none`, () => assert.equal(parseAddress(text), undefined));
  }
  for (const text of [
    '::1%eth0',
    '1::2::3',
    'fe80',
    ':1',
    '::01.2.3.4',
    '1:2:3:4:5:6:7',
    `::${'1'.repeat(50)}`,
  ]) {
    it(`${text} is none`, () => assert.equal(parseAddress(text), undefined));
  }
  const networks: readonly (readonly [string, number, string])[] = [
    ['127.0.0.1', 8, '127.0.0.0'],
    ['10.20.30.40', 12, '10.16.0.0'],
    ['255.255.255.255', 32, '255.255.255.255'],
    ['255.255.255.255', 0, '0.0.0.0'],
    ['2001:DB8::1', 64, '2001:db8::'],
    ['2001:db8:ffff::1', 36, '2001:db8:f000::'],
    ['::ffff:192.0.2.9', 120, '::ffff:c000:200'],
  ];
  for (const [text, length, expected] of networks) {
    it(`${text}/${length} lies in ${expected}`, () => {
      assert.equal(formatAddress(networkOf(parseAddress(text)!, length)), expected);
    });
  }
  it('reads every address as inet_pton does', () => {
    const group = fc.constantFrom('0', '1', 'ffff', 'DB8', '00a', '12345', 'g', '');
    const separator = fc.constantFrom(':', '::', '.', '%');
    const tail = fc.constantFrom('', '', '1.2.3.4', '01.2.3.4', '1.2.3', '::');
    const text = fc
      .tuple(fc.array(fc.tuple(group, separator), { maxLength: 9 }), group, tail)
      .map(([groups, last, end]) => `${groups.flat().join('')}${last}${end}`);
    fc.assert(
      fc.property(text, fc.ipV6(), (made, valid) => {
        for (const address of [made, valid].filter(each => each.includes(':'))) {
          const read = parseAddress(address);
          assert.equal(read !== undefined, isIPv6(address) && !address.includes('%'), address);
          if (read) assert.equal(`[${formatAddress(read)}]`, new URL(`http://[${address}]/`).hostname);
        }
      }),
      { numRuns: 2_000 },
    );
  });
  it('tells host bits and mapped addresses', () => {
    assert.ok(hasHostBits(parseAddress('10.0.0.1')!, 8));
    assert.ok(!hasHostBits(parseAddress('10.0.0.0')!, 8));
    assert.ok(hasHostBits(parseAddress('::1')!, 127));
    assert.ok(!hasHostBits(parseAddress('::1')!, 128));
    assert.ok(isMapped(parseAddress('::ffff:1.2.3.4')!));
    assert.ok(!isMapped(parseAddress('::1')!));
  });
  it('reads netmasks', () => {
    assert.equal(prefixLength('255.255.240.0'), 20);
    assert.equal(prefixLength('255.255.255.255'), 32);
    assert.equal(prefixLength('0.0.0.0'), 0);
    assert.equal(prefixLength('255.0.255.0'), undefined);
    assert.equal(prefixLength('24'), undefined);
  });
});

describe('match-list of hosts and addresses', () => {
  items(hosts, {
    '127.0.0.0/8, [::1]/128':
      'network:127.0.0.0/8@network/ipv4-network network:[::1]/128@network/ipv6-network',
    '192.0.2.1 [::1] [2001:db8::/32]':
      'network:192.0.2.1@network/ipv4-address network:[::1]@network/ipv6-address network:[2001:db8::/32]@network/ipv6-network',
    '!192.0.2.1 !!/etc/nets': 'network:!192.0.2.1@network/ipv4-address path:!!/etc/nets@network/file-pattern',
    'mail.example.com .example.com':
      'host:mail.example.com@network/host-pattern host:.example.com@network/domain-pattern',
    'hash:/etc/nets !cidr:/x':
      'table-type:hash@table/hash table-name:/etc/nets table-type:!cidr@table/cidr table-name:/x',
    '$mynetworks hash:$x/y':
      'host~$mynetworks@network/host-pattern table-type:hash@table/hash table-name~$x/y',
    '::1': 'network:::1@network/ipv6-address',
    '10.0.0.0/8 # old 192.0.2.1': 'network:10.0.0.0/8@network/ipv4-network',
    '10.0.0.1/8': 'network:10.0.0.1/8@network/ipv4-network',
  });
  problems(hosts, [
    // Accepted forms.
    [''],
    ['!1.2.3.4 1.2.3.0/24'],
    ['!!1.2.3.4'],
    ['[::1]/128'],
    ['[::1/128]'],
    ['[0:0:0:0:0:0:0:1]'],
    ['[2001:DB8::]/64'],
    ['[1.2.3.0]/24'],
    ['[1.2.3.4]'],
    ['[::]/0 0.0.0.0/0'],
    ['[::ffff:127.0.0.0]/104'],
    ['/etc/postfix/networks, !/etc/no'],
    ['example.com, .example.com, localhost, face.dead'],
    ['$mynetworks ${x}/24 [$y]/64'],
    ['static:all'],
    // Negation.
    ['! 1.2.3.4', '‹! 1.2.3.4›  lone-negation → !1.2.3.4'],
    ['127.0.0.0/8 !', '127.0.0.0/8 ‹!›  lone-negation'],
    ['! , x', '‹!› , x  lone-negation'],
    // IPv6 without brackets.
    ['::1/128', '‹::1/128›  unbracketed-ipv6 → [::1]/128'],
    ['::1', '‹::1›  unbracketed-ipv6 → [::1]'],
    ['fe80::/64, 127.0.0.0/8', '‹fe80::/64›, 127.0.0.0/8  unbracketed-ipv6 → [fe80::]/64'],
    ['2001:db8::1/32', '‹2001:db8::1/32›  unbracketed-ipv6 → [2001:db8::]/32'],
    ['IPv6:::1', '‹IPv6:::1›  unbracketed-ipv6 → [::1]'],
    ['2001:db8:', '‹2001:db8:›  unbracketed-ipv6 → [2001:db8::]/32'],
    ['2001:db8:/48', '‹2001:db8:/48›  unbracketed-ipv6 → [2001:db8::]/48'],
    ['!fe80:', '!‹fe80:›  unbracketed-ipv6 → [fe80::]/16'],
    ['cdb:cafe:'],
    ['!::1', '!‹::1›  unbracketed-ipv6 → [::1]'],
    // Host bits.
    ['127.0.0.1/8', '‹127.0.0.1/8›  host-bits → 127.0.0.0/8'],
    ['1.2.3.4/24, 9.9.9.9', '‹1.2.3.4/24›, 9.9.9.9  host-bits → 1.2.3.0/24'],
    ['[2001:db8::1]/64', '‹[2001:db8::1]/64›  host-bits → [2001:db8::]/64'],
    ['[2001:db8::1/64]', '‹[2001:db8::1/64]›  host-bits → [2001:db8::]/64'],
    ['!10.1.1.1/8', '!‹10.1.1.1/8›  host-bits → 10.0.0.0/8'],
    // Masks.
    ['1.2.3.0/33', '‹1.2.3.0/33›  bad-mask'],
    ['[::1]/129', '‹[::1]/129›  bad-mask'],
    ['1.2.3.0/24/5', '‹1.2.3.0/24/5›  bad-mask'],
    ['[::1]/', '‹[::1]/›  bad-mask'],
    ['1.2.3.0/255.255.255.0', '‹1.2.3.0/255.255.255.0›  dotted-netmask → 1.2.3.0/24'],
    ['1.2.3.4/255.255.0.0', '‹1.2.3.4/255.255.0.0›  dotted-netmask → 1.2.0.0/16'],
    ['1.2.3.0/255.0.255.0', '‹1.2.3.0/255.0.255.0›  bad-mask'],
    ['127.0.0.0 /8', '‹127.0.0.0 /8›  lone-mask → 127.0.0.0/8'],
    ['[::1] /128', '‹[::1] /128›  lone-mask → [::1]/128'],
    ['/8', '‹/8›  lone-mask'],
    ['example.com /8', 'example.com ‹/8›  lone-mask'],
    ['1.2.3.0/ 24', '‹1.2.3.0/› 24  bad-mask', '1.2.3.0/ ‹24›  never-matches'],
    ['0/0', '‹0/0›  bad-network → 0.0.0.0/0'],
    ['10/8', '‹10/8›  bad-network → 10.0.0.0/8'],
    ['192.168.0/16', '‹192.168.0/16›  bad-network → 192.168.0.0/16'],
    ['fe80/64', '‹fe80/64›  bad-network'],
    // Brackets.
    ['[::1', '‹[::1›  missing-bracket → [::1]'],
    ['[fe80::/64', '‹[fe80::/64›  missing-bracket → [fe80::]/64'],
    ['[::1]64', '‹[::1]64›  text-after-bracket'],
    ['[1::2::3]', '‹[1::2::3]›  bad-network'],
    // Matches nothing.
    ['1.2.3', '‹1.2.3›  never-matches → 1.2.3.0/24'],
    ['1.2.3.', '‹1.2.3.›  never-matches → 1.2.3.0/24'],
    ['01.2.3.4', '‹01.2.3.4›  never-matches → 1.2.3.4'],
    ['1.2.3.4.5', '‹1.2.3.4.5›  never-matches'],
    ['1.2.3.4;5.6.7.8', '‹1.2.3.4;5.6.7.8›  never-matches → 1.2.3.4, 5.6.7.8'],
    ['1.2.3.4;', '‹1.2.3.4;›  never-matches → 1.2.3.4'],
    ['{1.2.3.4 5.6.7.8}', '‹{1.2.3.4 5.6.7.8}›  never-matches → 1.2.3.4 5.6.7.8'],
    ['"1.2.3.4"', '‹"1.2.3.4"›  never-matches → 1.2.3.4'],
    ['[IPv6:::1]/128', '‹[IPv6:::1]/128›  never-matches → [::1]/128'],
    ['[fe80::%eth0]/64', '‹[fe80::%eth0]/64›  never-matches → [fe80::]/64'],
    ['[mail.example.com]', '‹[mail.example.com]›  never-matches → mail.example.com'],
    ['[mail.example.com', '‹[mail.example.com›  never-matches'],
    ['192.168.*', '‹192.168.*›  never-matches → 192.168.0.0/16'],
    ['*.example.com', '‹*.example.com›  never-matches'],
    ['*', '‹*›  never-matches'],
    ['@example.com', '‹@example.com›  never-matches → example.com'],
    ['host/24', '‹host/24›  never-matches'],
    ['[::ffff:192.0.2.0]/120', '‹[::ffff:192.0.2.0]/120›  ipv4-mapped → 192.0.2.0/24'],
    ['[::ffff:192.0.2.1]', '‹[::ffff:192.0.2.1]›  ipv4-mapped → 192.0.2.1'],
    // Tables and comments.
    ['2001:db8', '‹2001›:db8  unknown-table-type'],
    ['hahs:/x', '‹hahs›:/x  unknown-table-type → hash'],
    ['[::1], !hash: /x', '[::1], !‹hash: /x›  empty-table-name → hash:/x'],
    ['127.0.0.0/8 # loopback 1.2.3', '127.0.0.0/8 ‹# loopback 1.2.3›  trailing-comment'],
  ]);
  it('says when smtpd stops and when a client gets 451', () => {
    assert.match(parse(hosts, '::1').problems[0]?.consequence ?? '', /stops/);
    assert.match(parse(hosts, 'fe80::/64').problems[0]?.consequence ?? '', /451 or 421/);
    assert.match(parse(hosts, '127.0.0.1/8').problems[0]?.consequence ?? '', /451/);
  });
  it('offers the loopback networks and tables', () => {
    assert.deepEqual(labels(hosts).slice(0, 2), ['127.0.0.0/8', '[::1]/128']);
    assert.ok(labels(domains).includes('hash:'));
    assert.ok(!labels(domains).includes('127.0.0.0/8'));
  });
});

describe('match-list of other things', () => {
  items(addresses, {
    '192.0.2.1': 'network:192.0.2.1@network/ipv4-address',
    name: 'network:name@network/host-pattern',
  });
  items(domains, {
    '$myhostname, .example.com':
      'host~$myhostname@network/host-pattern host:.example.com@network/domain-pattern',
  });
  items(strings, { 'CONNECT !get': 'word:CONNECT@network/host-pattern word:!get@network/host-pattern' });
  problems(addresses, [
    ['192.0.2.1'],
    ['name', '‹name›  never-matches'],
    ['*.a', '‹*.a›  never-matches'],
    ['@a', '‹@a›  never-matches'],
  ]);
  problems(domains, [
    ['example.com .example.com [192.0.2.1] localhost.$mydomain'],
    ['/etc/domains hash:/etc/x'],
    ['*.example.com', '‹*.example.com›  never-matches'],
    ['@example.com', '‹@example.com›  never-matches → example.com'],
    ['*', '‹*›  never-matches'],
    ['"example.com"', '‹"example.com"›  never-matches → example.com'],
    ['a.example; b.example', '‹a.example;› b.example  never-matches → a.example'],
    ['""', '‹""›  never-matches'],
    ['{a b}', '‹{a b}›  never-matches'],
    ['::1', '‹::1›  unbracketed-ipv6 → [::1]'],
    ['a # b', 'a ‹# b›  trailing-comment'],
  ]);
  problems(strings, [
    ['CONNECT GET POST regexp:{{/^[^A-Z]/ Bogus}}'],
    ['static:anyone'],
    ['*'],
    ["'x'", "‹'x'›  never-matches → x"],
  ]);
  problems(strings, [['regexp:{{/^[^A-Z]/ Bogus}}', 'regexp:‹{{/^[^A-Z]/ Bogus}}›  too-new']], {
    postfix: '3.6',
  });
});

describe('inet-interfaces', () => {
  const kind: Kind = { type: 'inet-interfaces' };
  items(kind, {
    all: 'host:all@inet-interfaces/all',
    'localhost, [::1] 127.0.0.1':
      'host:localhost host:[::1]@network/ipv6-address host:127.0.0.1@network/ipv4-address',
    '$myhostname, localhost': 'host~$myhostname host:localhost',
  });
  problems(kind, [
    [''],
    ['all'],
    ['loopback-only'],
    ['127.0.0.1, ::1, [::1]'],
    ['$myhostname, localhost'],
    ['ALL', '‹ALL›  wrong-case → all'],
    ['loopback-only, 127.0.0.1', '‹loopback-only›, 127.0.0.1  not-alone'],
    ['127.0.0.1/8', '‹127.0.0.1/8›  has-mask → 127.0.0.1'],
    ['[::1]/128', '‹[::1]/128›  has-mask → [::1]'],
    ['all # everything, localhost', 'all ‹# everything, localhost›  trailing-comment'],
    ['[::1/128]', '‹[::1/128]›  has-mask → [::1]'],
    ['192.0.2.0/24', '‹192.0.2.0/24›  has-mask'],
    ['[2001:db8::]/64', '‹[2001:db8::]/64›  has-mask'],
    ['192.0.2.1/32', '‹192.0.2.1/32›  has-mask → 192.0.2.1'],
    ['eth0/24', '‹eth0/24›  has-mask'],
    ['[ipv6:::1]', '‹[ipv6:::1]›  ipv6-prefix → [::1]'],
    ['*', '‹*›  interface-name → all'],
    ['*, localhost', '‹*›, localhost  interface-name'],
    [
      '127.0.0.1 ens18 lo eth0:1 enp3s0f1 host1 logs',
      '127.0.0.1 ‹ens18› lo eth0:1 enp3s0f1 host1 logs  interface-name',
      '127.0.0.1 ens18 ‹lo› eth0:1 enp3s0f1 host1 logs  interface-name',
      '127.0.0.1 ens18 lo ‹eth0:1› enp3s0f1 host1 logs  interface-name',
      '127.0.0.1 ens18 lo eth0:1 ‹enp3s0f1› host1 logs  interface-name',
    ],
    ['[::1', '‹[::1›  missing-bracket → [::1]'],
    ['all # c', 'all ‹# c›  trailing-comment'],
  ]);
  const hosts: Kind = { type: 'inet-interfaces', keywords: false };
  items(hosts, { all: 'host:all', '192.0.2.1': 'host:192.0.2.1@network/ipv4-address' });
  problems(hosts, [
    ['192.0.2.1, gateway.example'],
    ['all', '‹all›  no-keyword-here'],
    ['192.0.2.1 ALL', '192.0.2.1 ‹ALL›  no-keyword-here'],
    ['[::1]/128', '‹[::1]/128›  has-mask → [::1]'],
  ]);
  it('offers no words where they are host names', () => assert.deepEqual(labels(hosts), []));
  it('offers its two words and the loopback addresses', () =>
    assert.deepEqual(labels(kind), ['all', 'loopback-only', '127.0.0.1', '[::1]']));
});

describe('bind-address', () => {
  const four: Kind = { type: 'bind-address', family: 4 };
  const six: Kind = { type: 'bind-address', family: 6 };
  items(four, { '192.0.2.1': 'host:192.0.2.1@network/ipv4-address', $x: 'host~$x' });
  problems(four, [
    [''],
    ['192.0.2.1'],
    ['$x'],
    ['foo', '‹foo›  not-an-address'],
    ['0.0.0.0:2525', '‹0.0.0.0:2525›  not-an-address → 0.0.0.0'],
    ['192.0.2.1/24', '‹192.0.2.1/24›  not-an-address → 192.0.2.1'],
    ['::1', '‹::1›  wrong-family'],
    ['192.0.2.1, 192.0.2.2', '‹192.0.2.1, 192.0.2.2›  several-words → 192.0.2.1'],
    ['192.0.2.1 # c', '192.0.2.1 ‹# c›  trailing-comment'],
  ]);
  problems(six, [
    ['2001:db8::1'],
    ['[::1]', '‹[::1]›  bracketed-address → ::1'],
    ['127.0.0.1', '‹127.0.0.1›  wrong-family'],
    ['[ipv6:::1]', '‹[ipv6:::1]›  not-an-address → ::1'],
  ]);
  it('accepts brackets from 3.7', () => {
    assert.equal(parse(six, '[::1]').problems[0]?.consequence, undefined);
    assert.match(parse(six, '[::1]', { postfix: '3.5' }).problems[0]?.consequence ?? '', /stops/);
  });
  it('offers nothing', () => assert.deepEqual(labels(four), []));
});
