import assert from 'node:assert/strict';
import type { Kind } from '../../server/src/catalogue/kind';
import { parseRelease } from '../../server/src/catalogue/release';
import { protocolSet } from '../../server/src/values/tls-protocols';
import { items, labels, parse, problems } from './check';

const protocols: Kind = { type: 'tls-protocols' };

describe('tls-protocols', () => {
  items(protocols, {
    '!SSLv2, !SSLv3': 'protocol:!SSLv2@protocol/SSLv2 protocol:!SSLv3@protocol/SSLv3',
    '>=tlsv1.2': 'protocol:>=tlsv1.2@protocol/TLSv1.2',
    '!SSLv3:<=TLSv1.2': 'protocol:!SSLv3@protocol/SSLv3 protocol:<=TLSv1.2@protocol/TLSv1.2',
    '>=0x0303': 'protocol:>=0x0303@protocol/TLSv1.2',
    'TLSv1.2 $x': 'protocol:TLSv1.2@protocol/TLSv1.2 protocol~$x',
  });
  problems(protocols, [
    [''],
    ['!SSLv2, !SSLv3'],
    ['!sslv3, >=tlsv1.2'],
    ['TLSv1.2, !TLSv1.3'],
    ['>=TLSv1.2'],
    ['<=TLSv1.2'],
    ['>=0x0303'],
    ['>=303'],
    ['>=None'],
    ['!SSLv3:>=TLSv1.2'],
    ['SSLv2'],
    ['$x !SSLv3'],
    ['TLS1.2', '‹TLS1.2›  unknown-protocol → TLSv1.2'],
    ['TLSv1_2', '‹TLSv1_2›  unknown-protocol → TLSv1.2'],
    ['!TLS1.0', '‹!TLS1.0›  unknown-protocol → !TLSv1'],
    ['!TLSv1.0', '‹!TLSv1.0›  unknown-protocol → !TLSv1'],
    ['>TLSv1.1', '‹>TLSv1.1›  unknown-protocol → >=TLSv1.2'],
    ['>TLSv1.3', '‹>TLSv1.3›  unknown-protocol'],
    ['=TLSv1.2', '‹=TLSv1.2›  unknown-protocol → TLSv1.2'],
    ['=>TLSv1.2', '‹=>TLSv1.2›  unknown-protocol → >=TLSv1.2'],
    ['=<TLSv1.2', '‹=<TLSv1.2›  unknown-protocol → <=TLSv1.2'],
    ['<TLSv1.2', '‹<TLSv1.2›  unknown-protocol'],
    ['-SSLv3', '‹-SSLv3›  unknown-protocol → !SSLv3'],
    ['>=1.2', '‹>=1.2›  unknown-protocol → >=TLSv1.2'],
    ['>=TLSv1_2', '‹>=TLSv1_2›  unknown-protocol → >=TLSv1.2'],
    ['>=SSLv2', '‹>=SSLv2›  unknown-protocol'],
    ['!!SSLv3', '‹!!SSLv3›  unknown-protocol'],
    ['ITLSv1', '‹ITLSv1›  unknown-protocol → TLSv1'],
    ['SSL3', '‹SSL3›  unknown-protocol → SSLv3'],
    ['all', '‹all›  unknown-protocol'],
    ['!', '‹!›  unknown-protocol'],
    ['>=0x9999', '‹>=0x9999›  unknown-version-number'],
    ['>=ffffffffff', '‹>=ffffffffff›  unknown-protocol'],
    ['>= TLSv1.2', '‹>= TLSv1.2›  blank-after-bound → >=TLSv1.2'],
    ['!SSLv3, <=  tlsv1.2', '!SSLv3, ‹<=  tlsv1.2›  blank-after-bound → <=TLSv1.2'],
    ['>= !SSLv3', '‹>=› !SSLv3  blank-after-bound'],
    ['>=', '‹>=›  blank-after-bound'],
    ['>=TLSv1.2 # c', '>=TLSv1.2 ‹# c›  trailing-comment'],
  ]);
  problems(
    protocols,
    [
      ['!SSLv2, !SSLv3'],
      ['>=TLSv1.2', '‹>=TLSv1.2›  too-new'],
      ['>= TLSv1.2', '‹>=› TLSv1.2  too-new'],
      ['>TLSv1.1', '‹>TLSv1.1›  unknown-protocol'],
    ],
    { postfix: '3.5' },
  );
  it('offers bounds from 3.6, exclusions before', () => {
    assert.equal(labels(protocols)[0], '>=TLSv1.2');
    assert.ok(!labels(protocols, { postfix: '3.5' }).some(label => label.includes('=')));
    assert.equal(labels(protocols, { postfix: '3.5' }).slice(0, 2).join(), '!SSLv2,!SSLv3');
  });
});

describe('protocolSet', () => {
  const modern = 'TLSv1 TLSv1.1 TLSv1.2 TLSv1.3';
  const cases: readonly (readonly [value: string, enabled: string, more?: string, postfix?: string])[] = [
    ['', `SSLv3 ${modern}`],
    ['SSLv2', `SSLv3 ${modern}`],
    ['!SSLv2, !SSLv3', modern],
    ['>=TLSv1', modern, 'floor TLSv1'],
    ['>=TLSv1.2', 'TLSv1.2 TLSv1.3', 'floor TLSv1.2'],
    ['<=TLSv1.2', 'SSLv3 TLSv1 TLSv1.1 TLSv1.2', 'ceiling TLSv1.2'],
    ['>=0x303', 'TLSv1.2 TLSv1.3', 'floor TLSv1.2'],
    ['>=0x303 >=None', `SSLv3 ${modern}`],
    ['<=TLSv1.1 <=TLSv1.2', 'SSLv3 TLSv1 TLSv1.1 TLSv1.2', 'ceiling TLSv1.2'],
    ['<=TLSv1.1 <=0x9999', `SSLv3 ${modern}`],
    ['TLSv1.2', 'TLSv1.2', 'inclusive'],
    ['TLSv1.2, !TLSv1.3', 'TLSv1.2', 'inclusive'],
    ['>= TLSv1.2', 'TLSv1.2', 'inclusive'],
    ['>=TLSv1.3 <=TLSv1.2', '', 'floor TLSv1.3 ceiling TLSv1.2'],
    ['!TLSv1,!TLSv1.1,!TLSv1.2,!TLSv1.3,!SSLv3', ''],
    ['!SSLv3 !TLSv1.1', 'TLSv1 TLSv1.2 TLSv1.3', 'hole offers TLSv1'],
    ['!TLSv1.1', 'SSLv3 TLSv1 TLSv1.2 TLSv1.3', 'hole offers TLSv1'],
    ['SSLv3', 'SSLv3', 'inclusive'],
    ['SSLv3 TLSv1.2', 'SSLv3 TLSv1.2', 'inclusive offers TLSv1.2'],
    ['bogus', `SSLv3 ${modern}`, 'invalid bogus'],
    ['>=TLSv1.2', `SSLv3 ${modern}`, 'invalid TLSv1.2', '3.5'],
    ['>=TLSv1.2 # c', 'TLSv1.2 TLSv1.3', 'floor TLSv1.2 invalid #'],
    ['>=TLSv1.2 $x', 'TLSv1.2 TLSv1.3', 'floor TLSv1.2 dynamic'],
  ];
  for (const [value, enabled, more = '', postfix = '3.11'] of cases) {
    it(`${value} in ${postfix}`, () => {
      const set = protocolSet(parse(protocols, value, { postfix }), parseRelease(postfix)!);
      assert.equal(set.enabled.join(' '), enabled);
      const plain = set.enabled.filter(name => name !== 'SSLv3').join(' ') || enabled;
      const found = [
        set.floor && `floor ${set.floor}`,
        set.ceiling && `ceiling ${set.ceiling}`,
        set.isInclusive && 'inclusive',
        set.hasHole && 'hole',
        set.offered.join(' ') !== plain || more.includes('offers') ? `offers ${set.offered.join(' ')}` : '',
        set.invalid && `invalid ${set.invalid.text}`,
        set.isDynamic && 'dynamic',
      ];
      assert.equal(found.filter(Boolean).join(' '), more);
    });
  }
});

describe('cipher-grade', () => {
  const kind: Kind = { type: 'cipher-grade' };
  items(kind, { MEDIUM: 'grade:MEDIUM@grade/medium', export: 'grade:export@grade/export' });
  problems(kind, [
    ['high'],
    ['Medium'],
    ['low'],
    ['export'],
    ['null'],
    ['$x'],
    ['strong', '‹strong›  unknown-word'],
    ['medum', '‹medum›  unknown-word → medium'],
    ['hihg', '‹hihg›  unknown-word → high'],
    ['', '‹›  empty-value'],
    ['high # c', 'high ‹# c›  trailing-comment'],
    ['high medium', '‹high medium›  several-words → high'],
  ]);
  it('offers medium first', () => assert.equal(labels(kind)[0], 'medium'));
});

describe('cipher-exclusions and cipher-string', () => {
  const kind: Kind = { type: 'cipher-exclusions' };
  items(kind, {
    'aNULL, MD5:RC4': 'cipher:aNULL@cipher/aNULL cipher:MD5@cipher/MD5 cipher:RC4@cipher/RC4',
    'FOOBAR $x': 'cipher:FOOBAR cipher~$x',
    '!RC4': 'cipher:!RC4@cipher/RC4',
  });
  problems(kind, [
    [''],
    ['aNULL:MD5:RC4'],
    ['RC4, FOOBAR'],
    ['ECDHE-RSA-RC4-SHA'],
    ['kEDH+aRSA'],
    ['aECDH'],
    ['!RC4', '‹!RC4›  bad-exclusion → RC4'],
    ['+x', '‹+x›  bad-exclusion → x'],
    [
      '-MD5, @STRENGTH',
      '‹-MD5›, @STRENGTH  bad-exclusion → MD5',
      '-MD5, ‹@STRENGTH›  bad-exclusion → STRENGTH',
    ],
    ['!', '‹!›  bad-exclusion'],
    ['anull', '‹anull›  wrong-case → aNULL'],
    ['RC4 # c', 'RC4 ‹# c›  trailing-comment'],
  ]);
  items(
    { type: 'cipher-string' },
    {
      'aNULL:-aNULL:HIGH:@STRENGTH:$x':
        'cipher:aNULL@cipher/aNULL cipher:-aNULL@cipher/aNULL cipher:HIGH@cipher/HIGH cipher:@STRENGTH cipher~$x',
    },
  );
  problems({ type: 'cipher-string' }, [['HIGH:!RC4:nonsense'], ['HIGH # c', 'HIGH ‹# c›  trailing-comment']]);
  it('offers aNULL first', () => {
    assert.equal(labels(kind)[0], 'aNULL');
    assert.equal(labels({ type: 'cipher-string' })[0], 'HIGH');
    assert.ok(labels({ type: 'cipher-string' }).includes('!aNULL'));
    assert.ok(!labels({ type: 'cipher-string' }).includes('aNULL'));
  });
});

describe('curves', () => {
  const kind: Kind = { type: 'curves' };
  items(kind, {
    'X25519 prime256v1': 'curve:X25519@curve/X25519 curve:prime256v1@curve/prime256v1',
    '?X25519MLKEM768:DEFAULT': 'curve:?X25519MLKEM768@curve/X25519MLKEM768 curve:DEFAULT',
    '*X25519/$x': 'curve:*X25519@curve/X25519 curve~$x',
    'X448//': 'curve:X448@curve/X448',
  });
  problems(kind, [
    [''],
    ['x25519, secp384r1'],
    ['brainpoolP512t1 sect283k1 secp160r2 P-256'],
    ['auto'],
    ['foo'],
    ['nonsense'],
    ['secp256r1 secp192r1 P-256 secp384r1'],
    ['X22519', '‹X22519›  unknown-curve → X25519'],
    ['?prime256', '‹?prime256›  unknown-curve → ?prime256v1'],
    ['X25519 # c', 'X25519 ‹# c›  trailing-comment'],
  ]);
  it('is warned about up to 3.9', () => {
    assert.match(parse(kind, 'X22519', { postfix: '3.9' }).problems[0]?.consequence ?? '', /warning/);
    assert.doesNotMatch(parse(kind, 'X22519').problems[0]?.consequence ?? '', /warning/);
  });
  it('offers X25519 first', () => assert.equal(labels(kind)[0], 'X25519'));
});
