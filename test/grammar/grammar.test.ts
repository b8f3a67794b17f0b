import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { snapshotOf, tokenise } from '../support/grammar';

const root = process.env['PROJECT_ROOT'] as string;
const samples = path.join(root, 'test/grammar/samples');

describe('TextMate grammars', () => {
  for (const name of readdirSync(samples).filter(file => file.endsWith('.cf'))) {
    it(`colour ${name} as its snapshot says (UPDATE_SNAPSHOTS=1 rewrites it)`, async () => {
      const text = readFileSync(path.join(samples, name), 'utf8');
      const language = name.startsWith('master') ? 'source.postfix-master-cf' : 'source.postfix-main-cf';
      const actual = `${await snapshotOf(language, text)}\n`;
      const file = path.join(samples, `${name}.snap`);
      if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(file, actual);
      assert.ok(existsSync(file), `no snapshot yet: run with UPDATE_SNAPSHOTS=1 and read it`);
      assert.equal(actual, readFileSync(file, 'utf8'));
    });
  }

  it('lose no character', async () => {
    const text = readFileSync(path.join(samples, 'main-odd-cases.cf'), 'utf8');
    const lines = await tokenise('source.postfix-main-cf', text);
    assert.equal(lines.map(tokens => tokens.map(token => token.text).join('')).join('\n'), text);
  });

  it('take linear time on hostile lines', async () => {
    const hostile = [
      '{'.repeat(5_000),
      '${'.repeat(5_000),
      `mynetworks = ${'[::'.repeat(5_000)}`,
      `a = ${'/x\\'.repeat(5_000)}`,
    ];
    for (const line of hostile) await tokenise('source.postfix-main-cf', line);
  }).timeout(5_000);
});
