import assert from 'node:assert/strict';
import path from 'node:path';
import { rules } from '../../server/src/rules/index';
import type { Finding, Rule } from '../../server/src/rules/rule';
import { analyse, unmark, type AnalyseOptions } from '../support/example';
import { fixInRounds, type Pair } from '../support/fix-rounds';
import { readCases, type MarkdownCase } from '../support/markdown-cases';

/** Cases of rules that are too many, or too odd, for the rule's own examples; the format is told in markdown-cases.ts. */
const cases = await readCases(path.join(process.env.PROJECT_ROOT as string, 'test/rules'));

describe('cases in prose', () => {
  for (const [id, all] of cases) {
    describe(id, () => {
      const rule = rules.find(candidate => candidate.id === id);
      for (const one of all) it(one.title, () => check(rule, id, one));
    });
  }
});

function check(rule: Rule | undefined, id: string, one: MarkdownCase): void {
  assert.ok(rule !== undefined, `there is no rule ${id}`);
  const main = unmark(one.main);
  const master = one.master === undefined ? undefined : unmark(one.master);
  const findingsIn = (files: Pair): readonly Finding[] =>
    analyse(files.main, optionsOf(one, files.master)).findings;
  const marked = { main: main.text, master: master?.text };
  const own = findingsIn(marked).filter(finding => finding.rule === rule);

  const show = (file: 'main' | 'master', start: number, end: number): string =>
    `${file} ${start}-${end} "${(file === 'main' ? main.text : (master?.text ?? '')).slice(start, end)}"`;
  assert.deepEqual(
    own.map(({ file, span }) => show(file, span.start, span.end)),
    [
      ...main.spans.map(({ start, end }) => show('main', start, end)),
      ...(master?.spans ?? []).map(({ start, end }) => show('master', start, end)),
    ],
  );
  if (one.severity !== undefined)
    for (const finding of own) assert.equal(finding.severity, one.severity, finding.message);
  if (one.fixed !== undefined) {
    const fixed = fixInRounds(marked, rule, findingsIn);
    if (one.fixed.main !== undefined) assert.equal(fixed.main, one.fixed.main);
    if (one.fixed.master !== undefined) assert.equal(fixed.master, one.fixed.master);
  }
}

function optionsOf(one: MarkdownCase, master: string | undefined): AnalyseOptions {
  return {
    ...(master === undefined ? {} : { master }),
    ...(one.postfix === undefined ? {} : { postfix: one.postfix }),
    ...(one.profile === undefined ? {} : { profile: one.profile }),
    ...(one.complete === undefined ? {} : { complete: one.complete }),
    ...(one.file === undefined ? {} : { name: one.file }),
  };
}
