/** The oracle's own parts: without these checks, agreement could mean that nothing was compared. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Complaint, Shown } from '../../server/src/main/cli/show';
import { readCases, readTableReferences } from './cases';
import { compareOutputs } from './compare';
import { fileOf, type RealComplaint } from './complaints';
import { readableDirectory, unreadableDirectory } from './generate';
import { observe, type Observation, type Observed } from './observe';
import { postmapCheck, postmapLookup } from './postmap';
import { compareVersions, defaultsOf } from './releases';
import { describeReleases, observedCases } from './suite';

/** What a perfect `maincf show` would say. */
function mirror({ lines, complaints }: Observation): Shown {
  const [fatal] = complaints.filter(complaint => complaint.fatal).map(mirrorOne);
  return { lines, warnings: complaints.filter(complaint => !complaint.fatal).map(mirrorOne), fatal };
}

function mirrorOne(complaint: RealComplaint): Complaint {
  const { kind, line, name, text } = complaint;
  return { kind, file: fileOf(complaint) ?? 'main', line, name, message: text };
}

await describeReleases('the oracle', release => {
  let cases: Observed[];
  before(async () => {
    cases = (await observedCases(release)).map(({ observed }) => observed);
  });

  it('knows the kind of everything that postconf says', () => {
    const unknown = cases.flatMap(({ plain, expanded }) =>
      [...plain.complaints, ...expanded.complaints].filter(({ kind }) => kind === 'other'),
    );
    assert.deepEqual(unknown, []);
  });

  it('finds a fatal error exactly where postconf fails', () => {
    for (const { plain, expanded, files } of cases) {
      for (const { status, complaints } of [plain, expanded]) {
        const fatal = complaints.some(complaint => complaint.fatal);
        assert.equal(fatal, status !== 0, `${files['main.cf']?.toString()} ends with status ${status}`);
      }
    }
  });

  it('finds no difference where both say the same', () => {
    for (const { plain, encoding } of cases) {
      assert.deepEqual(compareOutputs('plain', plain, mirror(plain), encoding), []);
    }
  });

  it('notices a missing line, a changed value, another order', () => {
    const real = cases.map(({ plain }) => plain).find(({ lines }) => lines.length > 2);
    assert.ok(real);
    const ours = mirror(real);
    const about = (lines: readonly string[]) =>
      compareOutputs('plain', real, { ...ours, lines }, 'utf8').map(({ about, only }) => `${about} ${only}`);
    assert.deepEqual(about(real.lines.slice(1)), ['line postfix']);
    assert.deepEqual(about([`${real.lines[0]}x`, ...real.lines.slice(1)]), ['line postfix', 'line ours']);
    assert.deepEqual(about(real.lines.toReversed()), ['order postfix']);
  });

  it('notices a missing warning, one too many, another line, another name', () => {
    for (const { plain: real, encoding } of cases) {
      const ours = mirror(real);
      if (ours.fatal !== undefined) continue;
      const count = (warnings: Shown['warnings']) =>
        compareOutputs('plain', real, { ...ours, warnings }, encoding).length;
      for (const [i, warning] of ours.warnings.entries()) {
        const others = ours.warnings.filter(
          ({ kind, name }) => kind !== warning.kind || name !== warning.name,
        );
        assert.ok(count(others) > 0, warning.message);
        if (warning.name !== undefined)
          assert.equal(count(ours.warnings.with(i, { ...warning, name: 'other' })) > 0, true);
        if (warning.line !== undefined)
          assert.equal(count(ours.warnings.with(i, { ...warning, line: 99 })) > 0, true);
      }
      assert.equal(
        count([...ours.warnings, { kind: 'unused', file: 'main', name: 'other', line: 1, message: '' }]),
        1,
      );
    }
  });

  it('notices a fatal error that only one side has', () => {
    for (const { plain: real, encoding } of cases) {
      const ours = mirror(real);
      const fatal =
        ours.fatal === undefined
          ? ({ kind: 'expression', file: 'main', name: undefined, line: 1, message: '' } as const)
          : undefined;
      assert.equal(compareOutputs('plain', real, { ...ours, fatal }, encoding).length, 1);
    }
  });

  it('generates files that Postfix reads, with what it warns of', async () => {
    const names = [...(await defaultsOf(release)).keys()];
    const directories = fc.sample(readableDirectory(release, names), { seed: 1, numRuns: 100 });
    const observed = await observe(release, directories);
    const readable = observed.filter(({ plain, expanded }) => plain.status === 0 && expanded.status === 0);
    assert.ok(readable.length >= 97, `${readable.length} of 100 are readable`);
    const kinds = new Set(readable.flatMap(({ plain }) => plain.complaints.map(({ kind }) => kind)));
    const expected = [
      'overriding',
      'undefined',
      'unused',
      'missing-brace',
      'after-brace',
      'leading-whitespace',
    ];
    if (compareVersions(release.version, '3.8') >= 0) expected.push('comment');
    if (compareVersions(release.version, '3.9') >= 0) expected.push('deprecated', 'null-byte');
    for (const kind of expected)
      assert.ok([...kinds].includes(kind as never), `no file makes Postfix say ${kind}`);
    const lines = readable.reduce((sum, { plain }) => sum + plain.lines.length, 0) / readable.length;
    assert.ok(lines > 15, `${lines} parameters in a file`);
  });

  it('generates files that Postfix does not read', async () => {
    const names = [...(await defaultsOf(release)).keys()];
    const directories = fc.sample(unreadableDirectory(release, names), { seed: 1, numRuns: 60 });
    const fatal = (await observe(release, directories)).filter(({ expanded }) => expanded.status !== 0);
    assert.ok(fatal.length >= 30, `${fatal.length} of 60 are fatal`);
  });

  it('names the parameter that stops every program', async () => {
    const checks = readCases('checks.txt');
    const stops = await Promise.all(
      checks.map(({ directory }) => postmapCheck(release, directory.files['main.cf'] ?? '')),
    );
    assert.ok(
      stops.some(stop => stop === undefined),
      'nothing passes',
    );
    for (const [i, { title, directory }] of checks.entries()) {
      const stop = stops[i];
      const about = [...(directory.files['main.cf']?.toString().matchAll(/^(\w+)\s*=/gm) ?? [])].map(
        match => match[1],
      );
      // An expression is not named, and a domain is checked as part of the host name.
      const known =
        stop === undefined || stop.message.endsWith('macro processing error') || stop.name === 'myhostname';
      assert.ok(known || about.includes(stop.name), `${title}: ${stop?.message}`);
    }
  });

  it('looks up and refuses table references', async () => {
    const answers = await Promise.all(
      readTableReferences().map(
        async ({ key, table }) => [table, await postmapLookup(release, key, table)] as const,
      ),
    );
    const answer = new Map(answers);
    assert.equal(answer.get('inline:{ {a = b c} }')?.result, 'b c');
    assert.match(answer.get('inline:{a = b}')?.refusal ?? '', /^missing '=' after attribute name/);
    assert.equal(answer.get('HASH:/x')?.refusal, 'unsupported dictionary type: HASH');
  });
});
