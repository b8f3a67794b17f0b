import assert from 'node:assert/strict';
import type { EnumerationKind, FlagsKind, Kind } from '../../server/src/catalogue/kind';
import { items, labels, offers, parse, problems } from './check';

function enumeration(words: string, more: Partial<EnumerationKind> = {}): Kind {
  const values = words.split(' ').map(value => ({ value }));
  return { type: 'enumeration', values, caseSensitive: false, emptyAllowed: false, open: false, ...more };
}

function flags(words: string, more: Partial<FlagsKind> = {}): Kind {
  const values = words.split(' ').map(value => ({ value }));
  return {
    type: 'flags',
    values,
    caseSensitive: true,
    emptyAllowed: true,
    open: false,
    unknownIsIgnored: false,
    ...more,
  };
}

describe('enumeration', () => {
  it('names the patch level of the branch, and the newest branch where that has none', () => {
    const kind = enumeration('', {
      values: [{ value: 'new', since: ['3.6.14', '3.7.10', '3.9'] }, { value: 'old' }],
    });
    const told = (postfix: string) => parse(kind, 'new', { postfix }).problems[0]?.message ?? '';
    assert.match(told('3.7.9'), /from Postfix 3\.7\.10 on, not in 3\.7\.9/);
    assert.match(told('3.5.25'), /from Postfix 3\.9 on, not in 3\.5\.25/);
  });
  const preference = enumeration('any ipv4 ipv6', { terms: 'address-preference' });
  items(preference, {
    ipv6: 'word:ipv6@address-preference/ipv6',
    IPv6: 'word:IPv6@address-preference/ipv6',
    $x: 'word~$x',
  });
  problems(preference, [
    ['IPv6'],
    ['$x'],
    ['', '‹›  empty-value'],
    ['ipv5', '‹ipv5›  unknown-word → ipv4'],
    ['ipv4,ipv6', '‹ipv4,ipv6›  several-words → ipv4'],
    ['ipv4 # c', 'ipv4 ‹# c›  trailing-comment'],
    ['something', '‹something›  unknown-word'],
  ]);
  problems(enumeration('class subnet host', { caseSensitive: true }), [
    ['host'],
    ['Host', '‹Host›  wrong-case → host'],
  ]);
  problems(enumeration('disabled enabled dnssec', { emptyAllowed: true }), [
    [''],
    ['yes', '‹yes›  unknown-word'],
    ['dnsec', '‹dnsec›  unknown-word → dnssec'],
  ]);

  const newline: Kind = {
    ...(enumeration('') as EnumerationKind),
    values: [
      { value: 'yes' },
      { value: 'normalize', since: ['3.5.24', '3.6.14', '3.9'] },
      { value: 'no', removed: '3.12' },
    ],
  };
  problems(newline, [['normalize', '‹normalize›  too-new']], { postfix: '3.5.23' });
  problems(newline, [['normalize'], ['no']], { postfix: '3.5.24' });
  problems(newline, [['no', '‹no›  removed-word']], { postfix: '3.12' });
  it('offers what the release knows', () => {
    assert.deepEqual(labels(newline), ['yes', 'normalize', 'no']);
    assert.deepEqual(labels(newline, { postfix: '3.5.1' }), ['yes', 'no']);
    assert.deepEqual(labels(newline, { postfix: '3.12' }), ['yes', 'normalize']);
  });
  it('says what its words mean', () => {
    assert.match(offers(preference)[0]?.detail ?? '', /./);
  });

  const open = enumeration('default none', { open: true });
  items(open, { '/etc/x.cnf': 'path:/etc/x.cnf', none: 'word:none', other: 'word:other', '': '' });
  problems(open, [['openssl.cnf'], ['NONE'], ['']]);
});

describe('flags', () => {
  const protocols = flags('all ipv4 ipv6', { terms: 'inet-protocols' });
  items(protocols, {
    'ipv6, ipv4': 'word:ipv6@inet-protocols/ipv6 word:ipv4@inet-protocols/ipv4',
    'ipv4 $x': 'word:ipv4@inet-protocols/ipv4 word~$x',
    '': '',
  });
  problems(protocols, [
    ['all'],
    [''],
    ['any', '‹any›  unknown-word'],
    ['IPv4', '‹IPv4›  wrong-case → ipv4'],
    ['ipv4, ipv5', 'ipv4, ‹ipv5›  unknown-word → ipv4'],
    ['ipv4 # only this', 'ipv4 ‹# only this›  trailing-comment'],
  ]);
  problems(flags('dns native'), [['DNS', '‹DNS›  wrong-case → dns']]);
  const options = flags('NO_TICKET NO_COMPRESSION', {
    caseSensitive: false,
    open: true,
    unknownIsIgnored: true,
  });
  problems(options, [
    ['no_ticket, NO_COMPRESSION'],
    ['0x00000001'],
    ['NO_TICKET, FOO', 'NO_TICKET, ‹FOO›  unknown-word'],
    ['NO_TIKET', '‹NO_TIKET›  unknown-word → NO_TICKET'],
  ]);
  const policy = flags('enforce disable', { open: true });
  items(policy, {
    'inline:{{a=enforce}}, enforce': 'table-type:inline@table/inline table-name:{{a=enforce}} word:enforce',
  });
  problems(policy, [['anything']]);
  it('offers its words', () => assert.deepEqual(labels(protocols), ['all', 'ipv4', 'ipv6']));
});

describe('security-level', () => {
  const client: Kind = { type: 'security-level', side: 'client' };
  const server: Kind = { type: 'security-level', side: 'server' };
  items(client, {
    may: 'security-level:may@client-level/may',
    VERIFY: 'security-level:VERIFY@client-level/verify',
  });
  items(server, {
    MAY: 'security-level:MAY@server-level/may',
    verify: 'security-level:verify',
    $x: 'security-level~$x',
  });
  problems(client, [
    [''],
    ['none'],
    ['may'],
    ['Encrypt'],
    ['dane'],
    ['dane-only'],
    ['fingerprint'],
    ['verify'],
    ['secure'],
    ['$x'],
    ['yes', '‹yes›  unknown-word → may'],
    ['no', '‹no›  unknown-word → none'],
    ['required', '‹required›  unknown-word → encrypt'],
    ['halfdane', '‹halfdane›  unknown-word'],
    ['mya', '‹mya›  unknown-word → may'],
    ['encyrpt', '‹encyrpt›  unknown-word → encrypt'],
    ['may # c', 'may ‹# c›  trailing-comment'],
    ['may encrypt', '‹may encrypt›  several-words → may'],
  ]);
  problems(server, [
    [''],
    ['MAY'],
    ['encrypt'],
    ['verify', '‹verify›  level-becomes-encrypt → encrypt | may'],
    ['secure', '‹secure›  level-becomes-encrypt → encrypt | may'],
    ['fingerprint', '‹fingerprint›  level-becomes-encrypt → encrypt | may'],
    ['dane', '‹dane›  level-stops-server → may | encrypt'],
    ['dane-only', '‹dane-only›  level-stops-server → may | encrypt'],
    ['yes', '‹yes›  unknown-word → may'],
  ]);
  it('names the side that stops', () => {
    assert.match(parse(client, 'x').problems[0]?.consequence ?? '', /smtp\) stops and no mail leaves/);
    assert.match(parse(server, 'x').problems[0]?.consequence ?? '', /smtpd\) stops and no mail comes in/);
  });
  it('offers the levels of its side', () => {
    assert.deepEqual(labels(server), ['may', 'encrypt', 'none']);
    assert.equal(labels(client).length, 8);
  });
});

describe('digest and log level', () => {
  const digest: Kind = { type: 'digest' };
  items(digest, {
    sha256: 'digest:sha256@digest/sha256',
    SHA1: 'digest:SHA1@digest/sha1',
    sm3: 'digest:sm3',
  });
  problems(digest, [
    ['sha256'],
    ['SHA512'],
    ['sha3-512'],
    ['$x'],
    ['sha3000', '‹sha3000›  unknown-word'],
    ['sha265', '‹sha265›  unknown-word → sha256'],
    ['', '‹›  empty-value'],
  ]);
  it('offers the common digests, sha256 first', () => assert.equal(labels(digest)[0], 'sha256'));

  const level: Kind = { type: 'log-level' };
  items(level, {
    '1': 'word:1@loglevel/1',
    'summary, PeerCert': 'word:summary@loglevel/summary word:PeerCert@loglevel/peercert',
    $smtpd_tls_loglevel: 'word~$smtpd_tls_loglevel',
  });
  problems(level, [
    ['0'],
    ['4'],
    ['9'],
    [''],
    ['routine'],
    ['foo', '‹foo›  unknown-word'],
    ['10', '‹10›  unknown-word'],
    ['sumary', '‹sumary›  unknown-word → summary'],
    ['1 # c', '1 ‹# c›  trailing-comment'],
    ['trace', '‹trace›  too-new'],
  ]);
  it('offers numbers first, and what the release knows', () => {
    assert.equal(labels(level)[0], '0');
    assert.ok(!labels(level).includes('trace'));
    assert.ok(labels(level, { postfix: '3.12' }).includes('trace'));
    assert.ok(!labels(level).includes('9'));
  });
});
