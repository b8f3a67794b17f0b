import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse } from '../support/example';

/**
 * What many real files taught, as small files that show the same: `<name>.cf` and, in `<name>.findings`, what is found in it at warning
 * or above (`LINE severity rule`). A file without the second one is quiet. The release is assumed, as for somebody who opens a file.
 */
const folder = path.join(process.env.PROJECT_ROOT as string, 'test/corpus/verdicts');

describe('verdicts on real files', () => {
  const files = readdirSync(folder);
  for (const file of files.filter(name => name.endsWith('.cf'))) {
    const name = path.basename(file, '.cf');
    it(name.replaceAll('-', ' '), () => {
      const expected = files.includes(`${name}.findings`)
        ? readFileSync(path.join(folder, `${name}.findings`), 'utf8')
        : '';
      assert.equal(findingsIn(readFileSync(path.join(folder, file), 'utf8')), expected);
    });
  }
});

function findingsIn(text: string): string {
  const { findings, lines } = analyse(text, { world: { releaseSource: 'assumed' } });
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ span, severity, rule }) => `${lines.lineAt(span.start) + 1} ${severity} ${rule.id}\n`)
    .join('');
}
