import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { severities, type Severity } from '../../server/src/config/profile';
import type { Analysis } from '../../server/src/features/analysis';
import { analyse } from '../support/example';

/**
 * A look at what the rules say of other people's files: POSTFIX_MAIN_CF_CORPUS names a folder with `real`, `templates` and
 * `not-postfix` in it. Prints the number of findings of each rule. CORPUS_SEVERITY (`warning`: that and above) and CORPUS_RULE
 * print the findings themselves; CORPUS_POSTFIX chooses the release. What was learned from it stands in test/corpus/verdicts.
 */
const corpus = process.env.POSTFIX_MAIN_CF_CORPUS;

describe('files of a corpus', function () {
  // A tool more than a test: without a folder there is nothing that was left out.
  if (corpus === undefined || corpus === '') return;

  it('real files: findings by rule', async () => {
    const analyses = await analyseFolder(path.join(corpus, 'real'), () => 'main.cf');
    print('real files', analyses);
  });

  it('files that stop Postfix: an error in each', async () => {
    const said = path.join(corpus, 'postconf');
    if (!existsSync(said)) return;
    const analyses = await analyseFolder(path.join(corpus, 'real'), () => 'main.cf');
    for (const [file, { findings }] of analyses) {
      const messages = await readFile(path.join(said, file.replace(/\.cf$/, '.err.txt')), 'latin1');
      const fatal = /: fatal: .*/.exec(messages)?.[0];
      if (fatal === undefined) continue;
      assert.ok(
        findings.some(({ severity }) => severity === 'error'),
        `${file}${fatal}`,
      );
    }
  });

  it('templates: findings by rule', async () => {
    const analyses = await analyseFolder(
      path.join(corpus, 'templates'),
      file => `main.cf${path.extname(file)}`,
    );
    print('templates', analyses);
  });

  it('other programs’ files: nothing', async () => {
    const analyses = await analyseFolder(path.join(corpus, 'not-postfix'), file => file);
    for (const [file, { findings }] of analyses)
      assert.deepEqual(
        findings.map(({ rule }) => rule.id),
        [],
        file,
      );
  });
});

async function analyseFolder(
  folder: string,
  nameOf: (file: string) => string,
): Promise<ReadonlyMap<string, Analysis>> {
  const analyses = new Map<string, Analysis>();
  if (!existsSync(folder)) return analyses;
  for (const file of (await readdir(folder)).sort()) {
    const bytes = await readFile(path.join(folder, file));
    const text = bytes.toString(bytes.toString('utf8').includes('\ufffd') ? 'latin1' : 'utf8');
    const release = process.env.CORPUS_POSTFIX;
    analyses.set(
      file,
      analyse(text, {
        name: nameOf(file),
        ...(release === undefined ? { world: { releaseSource: 'assumed' } } : { postfix: release }),
      }),
    );
  }
  return analyses;
}

function print(title: string, analyses: ReadonlyMap<string, Analysis>): void {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  for (const [file, analysis] of analyses) {
    for (const finding of analysis.findings) {
      const key = `${finding.severity} ${finding.rule.id}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (!isWanted(finding.rule.id, finding.severity)) continue;
      const { line } = analysis.lines.positionAt(finding.span.start);
      const shown = analysis.text
        .slice(finding.span.start, finding.span.end)
        .replace(/\s+/g, ' ')
        .slice(0, 80);
      lines.push(`${file}:${line + 1} ${key} ‹${shown}›\n      ${finding.message}`);
    }
  }
  console.log(`\n${title}: ${analyses.size}`);
  for (const [key, count] of [...counts].sort(bySeverity)) console.log(`${String(count).padStart(5)} ${key}`);
  for (const line of lines) console.log(line);
}

function isWanted(rule: string, severity: Severity): boolean {
  if (process.env.CORPUS_RULE !== undefined) return process.env.CORPUS_RULE.split(',').includes(rule);
  const limit = severities.indexOf(process.env.CORPUS_SEVERITY as Severity);
  return severities.indexOf(severity) <= limit;
}

function bySeverity([a]: [string, number], [b]: [string, number]): number {
  const rank = (key: string): number => severities.indexOf(key.split(' ')[0] as Severity);
  return rank(a) - rank(b) || a.localeCompare(b);
}
