import assert from 'node:assert/strict';
import type { Kind } from '../../server/src/catalogue/kind';
import { items, labels, parse, problems } from './check';

describe('boolean', () => {
  const kind: Kind = { type: 'boolean' };
  items(kind, { yes: 'boolean:yes', No: 'boolean:No', $x: 'boolean~$x', 'a # b': 'boolean:a' });
  problems(kind, [
    ['yes'],
    ['YES'],
    ['No'],
    ['$x'],
    ['${x?yes}'],
    ['true', '‹true›  not-boolean → yes'],
    ['1', '‹1›  not-boolean → yes'],
    ['on', '‹on›  not-boolean → yes'],
    ['y', '‹y›  not-boolean → yes'],
    ['false', '‹false›  not-boolean → no'],
    ['0', '‹0›  not-boolean → no'],
    ['OFF', '‹OFF›  not-boolean → no'],
    ['"yes"', '‹"yes"›  not-boolean → yes'],
    ['yes,', '‹yes,›  not-boolean → yes'],
    ['maybe', '‹maybe›  not-boolean → yes | no'],
    ['', '‹›  empty-value → yes | no'],
    ['yes # c', 'yes ‹# c›  trailing-comment'],
    ['true # c', 'true ‹# c›  trailing-comment'],
    ['# c', '‹# c›  trailing-comment'],
    ['yes#c', '‹yes#c›  not-boolean → yes'],
  ]);
  it('is offered as yes and no', () => assert.deepEqual(labels(kind), ['yes', 'no']));
});

describe('integer', () => {
  const kind: Kind = { type: 'integer', min: 1, max: 5000 };
  items(kind, { '100': 'number:100', '+010': 'number:+010', $x: 'number~$x' });
  problems(kind, [
    ['+100'],
    ['010'],
    ['0000000000000000000010'],
    ['$default_process_limit'],
    ['0', '‹0›  below-minimum → 1'],
    ['-5', '‹-5›  below-minimum → 1'],
    ['5001', '‹5001›  above-maximum → 5000'],
    ['2147483648', '‹2147483648›  out-of-range'],
    ['99999999999999999999999', '‹99999999999999999999999›  out-of-range'],
    ['0x10', '‹0x10›  not-a-number → 16'],
    ['1e3', '‹1e3›  not-a-number → 1000'],
    ['1 000', '‹1 000›  not-a-number → 1000'],
    ['1,000', '‹1,000›  not-a-number → 1000'],
    ['1.5', '‹1.5›  not-a-number'],
    ["'7'", "‹'7'›  not-a-number → 7"],
    ['-', '‹-›  not-a-number'],
    ['five', '‹five›  not-a-number'],
    ['1k', '‹1k›  number-suffix → 1000'],
    ['99G', '‹99G›  number-suffix'],
    ['', '‹›  empty-value'],
    ['100 # c', '100 ‹# c›  trailing-comment'],
  ]);
  problems({ type: 'integer' }, [
    ['-5'],
    ['0'],
    ['2147483647'],
    ['-2147483649', '‹-2147483649›  out-of-range'],
  ]);
  it('offers its bounds', () => {
    assert.deepEqual(labels(kind), ['1', '5000']);
    assert.deepEqual(labels({ type: 'integer' }), []);
  });
});

describe('size', () => {
  problems({ type: 'size' }, [
    ['10000000000'],
    ['-5'],
    ['0'],
    ['9223372036854775807'],
    ['9223372036854775808', '‹9223372036854775808›  out-of-range'],
    ['1M', '‹1M›  number-suffix → 1048576'],
    ['10MB', '‹10MB›  number-suffix → 10485760'],
    ['10 MiB', '‹10 MiB›  number-suffix → 10485760'],
    ['1.5g', '‹1.5g›  number-suffix → 1610612736'],
    ['50 bytes', '‹50 bytes›  not-a-number → 50'],
    ['52428800  # 50MB', '52428800  ‹# 50MB›  trailing-comment'],
  ]);
});

describe('duration', () => {
  const kind: Kind = { type: 'duration', unit: 's', min: 1, max: 8_640_000 };
  items(kind, {
    '1h': 'number:1 unit:h@duration/h',
    '10': 'number:10',
    '+5m': 'number:+5 unit:m@duration/m',
    h: 'unit:h@duration/h',
    '1h30m': 'number:1 unit:h@duration/h',
    $x: 'number~$x',
    '5y': 'number:5y',
  });
  problems(kind, [
    ['1h'],
    ['10'],
    ['+5m'],
    ['$x'],
    ['1h30m', '‹1h30m›  ignored-text → 90m | 1h'],
    ['10ms', '‹10ms›  ignored-text → 1s | 10m'],
    ['1month', '‹1month›  ignored-text → 30d | 1m'],
    ['5min', '‹5min›  ignored-text → 5m'],
    ['5m!', '‹5m!›  ignored-text → 5m'],
    ['10 s', '‹10 s›  not-a-duration → 10s'],
    ['10S', '‹10S›  not-a-duration → 10s'],
    ['1.5h', '‹1.5h›  not-a-duration → 90m'],
    ['-5s', '‹-5s›  not-a-duration → 5s'],
    ['soon', '‹soon›  below-minimum → 1s'],
    ['never', '‹never›  not-a-duration'],
    ['0', '‹0›  below-minimum → 1s'],
    ['h', '‹h›  below-minimum → 1s'],
    ['101d', '‹101d›  above-maximum → 100d'],
    ['9999w', '‹9999w›  out-of-range'],
    ['', '‹›  empty-value'],
    ['1h # c', '1h ‹# c›  trailing-comment'],
  ]);
  problems({ type: 'duration', unit: 'd' }, [
    ['0'],
    ['h'],
    ['5y', '‹5y›  not-a-duration → 1825d'],
    ['35791393m'],
    ['35791394m', '‹35791394m›  out-of-range'],
    ['2147483647s'],
    ['2147483648s', '‹2147483648s›  out-of-range'],
    ['24855', '‹24855›  out-of-range'],
  ]);
  problems(kind, [['1h30m', '‹1h30m›  not-a-duration → 90m'], ['1h']], { postfix: '3.0' });
  it('says what a comment behind it does', () => {
    assert.equal(parse(kind, '1h # c').problems[0]?.consequence, 'it is ignored');
    assert.match(parse(kind, '10 # c').problems[0]?.consequence ?? '', /stops$/);
  });
  it('offers no unit alone, which would mean none of them', () => assert.deepEqual(labels(kind), []));
});

describe('compatibility-level', () => {
  const kind: Kind = { type: 'compatibility-level' };
  items(kind, { '3.6': 'number:3.6@compatibility-level/3.6', '9999': 'number:9999' });
  problems(kind, [
    ['2'],
    ['3.6'],
    ['3.6.1'],
    ['9999'],
    ['$x'],
    ['abc', '‹abc›  bad-level'],
    ['-1', '‹-1›  bad-level'],
    ['3.', '‹3.›  bad-level → 3'],
    ['v3.6', '‹v3.6›  bad-level → 3.6'],
    ['', '‹›  empty-value'],
    ['2 # c', '2 ‹# c›  trailing-comment'],
  ]);
  problems(kind, [['2'], ['-1'], ['3.6', '‹3.6›  ignored-text → 3'], ['abc', '‹abc›  bad-level']], {
    postfix: '3.5',
  });
  problems(kind, [['3.6', '‹3.6›  bad-level → 3']], { postfix: '3.2' });
  it('offers what the release knows', () => {
    assert.deepEqual(labels(kind), ['3.11', '3.6', '2', '1', '0']);
    assert.deepEqual(labels(kind, { postfix: '3.7' }), ['3.6', '2', '1', '0']);
  });
});

describe('feedback', () => {
  const kind: Kind = { type: 'feedback' };
  problems(kind, [
    ['1'],
    ['0.5'],
    ['.5'],
    ['1/concurrency'],
    ['1 / sqrt_concurrency'],
    ['1/2'],
    ['$x'],
    [''],
    ['2', '‹2›  bad-feedback'],
    ['-1', '‹-1›  bad-feedback'],
    ['1/0', '‹1/0›  bad-feedback'],
    ['1/concurency', '‹1/concurency›  bad-feedback'],
    ['1 # c', '1 ‹# c›  trailing-comment'],
  ]);
  it('offers the usual ones', () => assert.equal(labels(kind)[0], '1'));
});
