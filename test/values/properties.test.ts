import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Kind, KindType } from '../../server/src/catalogue/kind';
import { valueKinds } from '../../server/src/values/index';
import { candidatesFor, parseValue } from '../../server/src/values/parse-value';
import { protocolSet } from '../../server/src/values/tls-protocols';
import { contextOf } from './check';

const word = { value: 'one' };
const choice = { values: [word, { value: 'Two', since: ['3.9'] }], emptyAllowed: false, caseSensitive: true };

/** One kind of each type, and the variants that take other ways. */
const kinds: readonly Kind[] = [
  { type: 'enumeration', ...choice, open: false },
  { type: 'enumeration', ...choice, open: true },
  { type: 'flags', ...choice, open: false, unknownIsIgnored: false },
  { type: 'flags', ...choice, open: true, unknownIsIgnored: true },
  { type: 'duration', unit: 's', min: 1, max: 100 },
  { type: 'security-level', side: 'server' },
  { type: 'security-level', side: 'client' },
  ...(['host-address', 'address', 'domain', 'string'] as const).map(
    of => ({ type: 'match-list', of }) as const,
  ),
  { type: 'bind-address', family: 4 },
  { type: 'bind-address', family: 6 },
  { type: 'next-hop', several: '3.5' },
  { type: 'restrictions', stage: 'recipient' },
  { type: 'restrictions', stage: 'data', only: ['permit'] },
  { type: 'path', of: 'certificate' },
  { type: 'paths', of: 'file' },
  ...(Object.keys(valueKinds) as KindType[])
    .filter(type => !/^(enumeration|flags|duration|security|match|bind|next|restrictions|paths?$)/.test(type))
    .map(type => ({ type }) as Kind),
];

/** Pieces of values, so that random texts come near what parsers look for. */
const piece = fc.constantFrom(
  ...[
    'yes',
    '10',
    '1h',
    '30m',
    '-5',
    '0x3',
    'M',
    'may',
    'dane',
    '!',
    '>=',
    '<=',
    'TLSv1.2',
    'SSLv3',
    'high',
    'aNULL',
  ],
  ...[
    '127.0.0.0/8',
    '[::1]/128',
    '::1',
    '/8',
    '1.2.3',
    '[',
    ']',
    '/',
    ':',
    '25',
    'hash:',
    'proxy:',
    '/etc/x',
    'inline:{',
  ],
  ...[
    'pipemap:{',
    'regexp:{{/x/ y}}',
    '{',
    '}',
    '$x',
    '${',
    '${x?',
    '$',
    '#',
    ',',
    ' ',
    '\t',
    '=',
    '*',
    '"',
    ';',
    '@',
  ],
  ...[
    'check_client_access',
    'reject_rbl_client',
    'permit',
    'sleep',
    'check_policy_service',
    'unix:',
    'inet:',
    '\u00e9',
    '\u2028',
  ],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
  fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(' ')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const postfix = fc.constantFrom('2.9', '3.5', '3.7.11', '3.11');

describe('every kind', () => {
  it('has a place in the properties below', () => {
    const types = new Set(kinds.map(({ type }) => type));
    assert.deepEqual([...types].sort(), Object.keys(valueKinds).sort());
  });
  for (const kind of kinds) {
    const name = Object.values(kind)
      .filter(part => typeof part === 'string')
      .join(' ');
    it(`reads any text as ${name}: no throw, items in order and in the text`, () => {
      fc.assert(
        fc.property(text, postfix, (value, release) => {
          const context = contextOf({ postfix: release, classes: ['one'], transports: ['smtp'] });
          const { items, problems } = parseValue(value, kind, context);
          let start = 0;
          let end = 0;
          for (const [i, item] of items.entries()) {
            assert.ok(
              item.start >= start && item.end <= value.length && item.start <= item.end,
              JSON.stringify(item),
            );
            if (item.parent === undefined) assert.ok(item.start >= end, `overlap: ${JSON.stringify(item)}`);
            else assert.ok(item.parent < i);
            assert.equal(
              item.operator ?? '',
              value.slice(item.start, item.start + (item.operator ?? '').length),
            );
            assert.equal(item.text, value.slice(item.end - item.text.length, item.end));
            start = item.start;
            end = Math.max(end, item.end);
          }
          for (const problem of problems) {
            assert.ok(problem.start >= 0 && problem.start <= problem.end && problem.end <= value.length);
            assert.ok(problem.message !== '' && !problem.message.includes('undefined'));
            const wrong = value.slice(problem.start, problem.end);
            assert.ok(!(problem.suggestions ?? []).includes(wrong), `suggests ${wrong} itself`);
          }
          if (kind.type === 'tls-protocols') protocolSet({ items, problems }, context.release);
        }),
        { numRuns: 300 },
      );
    });
    it(`has candidates as ${name} with texts`, () => {
      for (const candidate of candidatesFor(kind, contextOf())) {
        assert.ok(candidate.label !== '');
        assert.ok(candidate.term === undefined || contextOf().catalogue.term(candidate.term) !== undefined);
      }
    });
  }
});

describe('time', () => {
  const nasty = [
    ...[
      'a',
      'a ',
      '!',
      '[',
      '{',
      'proxy:',
      'pipemap:{',
      '${',
      '1.',
      '1:',
      '0',
      ', ',
      '"',
      '.-',
      '>=',
      '1h',
      '/',
      '=',
      ' #',
    ],
    ...['>= ', 'x= ', '{a=b} ', 'inline:{', '::1 ', 'abc:x ', 'check_client_access x ', 'reject_rbl_client:'],
  ];
  for (const kind of kinds) {
    it(`grows with the text only: ${Object.values(kind)
      .filter(part => typeof part === 'string')
      .join(' ')}`, () => {
      for (const part of nasty) {
        const short = cost(kind, part, 20_000);
        // Quadratic work on so much text takes longer than this; where it takes long, four times the text tells.
        if (short > 15_000) assert.ok(cost(kind, part, 80_000) < 10 * short, part);
      }
    }).timeout(20_000);
  }
});

/** Microseconds of processor time, the better of two runs. */
function cost(kind: Kind, part: string, length: number): number {
  const value = part.repeat(length / part.length);
  const runs = [1, 2].map(() => {
    const began = process.cpuUsage();
    valueKinds[kind.type].parse(value, kind as never, contextOf());
    return process.cpuUsage(began).user;
  });
  return Math.min(...runs);
}

describe('parseValue', () => {
  it('remembers what it read, within bounds', () => {
    const kind: Kind = { type: 'boolean' };
    const first = parseValue('yes', kind, contextOf());
    assert.equal(parseValue('yes', kind, contextOf()), first);
    for (let i = 0; i < 5_000; i++) parseValue(`x${i}`, kind, contextOf());
    assert.notEqual(parseValue('yes', kind, contextOf()), first);
  });
});
