import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Analysis } from '../../server/src/features/analysis';
import { compatibleFixes, fixAll } from '../../server/src/features/fix';
import { rules } from '../../server/src/rules/index';
import type { Finding, Fix } from '../../server/src/rules/rule';
import { applyEdits, type TextEdit } from '../../server/src/text/edit';
import { analyse } from '../support/example';
import { mistakenFiles, type GeneratedFile } from '../support/generated-files';

/** What holds for every fix of every rule, on files made of mistakes. DEEP=1 tries ten times as many. */
const numRuns = process.env.DEEP === undefined ? 2_000 : 20_000;
const files = mistakenFiles(rules);

function read({ main, master, postfix }: GeneratedFile): Analysis {
  return analyse(main, { postfix, ...(master === undefined ? {} : { master }) });
}

describe('fixes', function () {
  this.timeout(20 * 60_000);

  it('remove their finding, add none at warning or above, and stay where they belong', () => {
    fc.assert(
      fc.property(files, fc.nat(), (file, choice) => {
        const analysis = read(file);
        const fixes = analysis.findings.flatMap(finding =>
          (finding.fixes ?? []).map(fix => ({ finding, fix })),
        );
        const chosen = fixes[choice % Math.max(1, fixes.length)];
        if (chosen === undefined || chosen.finding.file !== 'main') return;
        const { safety } = chosen.fix;
        assert.ok(
          safety === 'safe' ? chosen.finding.rule.fix === 'safe' : chosen.finding.rule.fix !== undefined,
          `${chosen.finding.rule.id} does not say that it has a ${safety} fix`,
        );
        const edits = chosen.fix.edits();
        if (edits.some(edit => edit.file === 'master')) return;
        staysInPlace(analysis, chosen.finding, chosen.fix, edits);
        const after = analysis.withText(applyEdits(analysis.text, edits));
        isGone(analysis, after, chosen.finding, edits);
        // The second best fix is there for those who know better.
        if (chosen.fix === chosen.finding.fixes?.[0]) addsNothing(analysis, after, chosen.finding);
      }),
      { numRuns },
    );
  });

  it('that are safe change nothing that Postfix reads, in whatever order, and come to an end', () => {
    fc.assert(
      fc.property(files, fc.infiniteStream(fc.nat()), (file, choices) => {
        const analysis = read(file);
        const { text } = fixAll(analysis);
        if (text === analysis.text) return;
        const fixed = analysis.withText(text);
        assert.deepEqual(compatibleFixes(fixed).edits, [], 'a second run finds more to do');
        sameConfiguration(analysis, fixed);

        let current = analysis;
        for (let step = 0; step < 50; step++) {
          const safe = current.findings.flatMap(finding => {
            if (finding.file !== 'main') return [];
            const fix = finding.fixes?.find(({ safety }) => safety === 'safe');
            return fix === undefined ? [] : [fix];
          });
          const fix = safe[(choices.next().value as number) % Math.max(1, safe.length)];
          if (fix === undefined) break;
          current = current.withText(applyEdits(current.text, fix.edits()));
        }
        assert.equal(withoutEnd(current.text), withoutEnd(text), 'another order ends in another file');
      }),
      { numRuns },
    );
  });

  it('that are not safe come to an end, too', () => {
    fc.assert(
      fc.property(files, file => {
        const { text } = fixAll(read(file), { unsafe: true });
        const again = fixAll(read({ ...file, main: text }), { unsafe: true });
        assert.equal(again.text, text);
      }),
      { numRuns: numRuns / 4 },
    );
  });
});

/** Each edit is in the entry of the finding, or adds whole lines, or removes an entry that the title or the message names. */
function staysInPlace(
  { config, text }: Analysis,
  finding: Finding,
  fix: Fix,
  edits: readonly TextEdit[],
): void {
  const nodes = config.tree.nodes;
  const own = nodes.find(node => node.start <= finding.span.start && finding.span.start < node.end);
  for (const { span, newText } of edits) {
    if (own !== undefined && span.start >= own.start && span.end <= own.end) continue;
    const isInsertion = span.start === span.end;
    const atLineStart = span.start === 0 || text[span.start - 1] === '\n' || span.start === text.length;
    if (isInsertion && atLineStart && (newText.endsWith('\n') || span.start === text.length)) continue;
    const other = nodes.find(node => node.start <= span.start && span.start < node.end);
    const name = other?.kind === 'entry' ? other.name : undefined;
    const said = `${fix.title} ${finding.message} ${finding.rule.parameters?.join(' ') ?? ''}`;
    const isNamed = name !== undefined && (said.includes(name) || isOldSwitchOf(name, said));
    assert.ok(
      isNamed,
      `${finding.rule.id}: "${fix.title}" changes ${JSON.stringify(text.slice(span.start, span.end))}`,
    );
  }
}

/** The switches use_tls, enforce_tls and enforce_peername are replaced by one level together. */
function isOldSwitchOf(name: string, said: string): boolean {
  const match = /^(.+)_(use_tls|enforce_tls|tls_enforce_peername)$/.exec(name);
  return match !== null && said.includes(`${match[1]}_`);
}

function isGone(before: Analysis, after: Analysis, finding: Finding, edits: readonly TextEdit[]): void {
  const at = moved(finding.span.start, edits);
  const same = after.findings.find(
    other =>
      other.rule === finding.rule &&
      other.message === finding.message &&
      other.file === 'main' &&
      other.span.start === at,
  );
  const count = (analysis: Analysis): number =>
    analysis.findings.filter(({ rule, message }) => rule === finding.rule && message === finding.message)
      .length;
  assert.ok(
    same === undefined || count(after) < count(before),
    `${finding.rule.id} is still there: ${finding.message}`,
  );
}

/** Where an offset is after edits. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  let by = 0;
  for (const { span, newText } of edits) {
    if (span.end <= offset) by += newText.length - (span.end - span.start);
  }
  return offset + by;
}

/**
 * In a file where nothing else is wrong, a fix leaves nothing wrong behind. (Where more is wrong, a value that Postfix could not read
 * may hide what is wrong with it otherwise; structural fixes bring whole lines to light.)
 */
function addsNothing(before: Analysis, after: Analysis, { rule }: Finding): void {
  if (['syntax', 'names', 'editor'].includes(rule.group)) return;
  if (loudRules(before).some(id => id !== rule.id)) return;
  const hidden = hides[rule.id] ?? [];
  assert.deepEqual(
    loudRules(after).filter(
      id => !before.findings.some(other => other.rule.id === id) && !hidden.includes(id),
    ),
    [],
    `the fix of ${rule.id} brings others`,
  );
}

/** What a value that Postfix cannot read hides: once it can, it is judged. */
const hides: Readonly<Record<string, readonly string[]>> = {
  'protocol-bound-too-new': ['minimum-tls13'],
  'compatibility-level-invalid': ['tls-level-missing'],
};

function loudRules({ findings }: Analysis): string[] {
  const loud = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  return [...new Set(loud.map(({ rule }) => rule.id))];
}

/**
 * Every name that any release knows, and every name in the file, has the same value. What a safe fix takes out because nothing reads
 * it is left aside: certificate files beside chain files, an old name, and the old TLS switches of a program whose security level decides.
 */
function sameConfiguration(before: Analysis, after: Analysis): void {
  const taken = new Set(
    [...before.config.settings.keys()].filter(name => !after.config.isSet(name) && isUnread(before, name)),
  );
  const names = new Set([
    ...before.config.catalogue.parameters.map(({ name }) => name),
    ...before.config.settings.keys(),
  ]);
  for (const name of names) {
    if (taken.has(name) || isUnread(before, name)) continue;
    const [was, is] = [before.config.value(name), after.config.value(name)];
    assert.deepEqual([name, asRead(name, is.text), is.failure], [name, asRead(name, was.text), was.failure]);
  }
}

function isUnread({ config }: Analysis, name: string): boolean {
  const side = /^(.+_tls)_(ec|d)?(cert|key)_file$/.exec(name)?.[1];
  if (side !== undefined && (config.known(`${side}_chain_files`) ?? '') !== '') return true;
  const parameter = config.catalogue.parameter(name);
  if (name.endsWith('_eecdh_grade')) return true;
  if (parameter === undefined || parameter.noEffectSince !== undefined) return parameter !== undefined;
  if (parameter.deprecated?.rename === true) return true;
  const match = /^(.+)_(use_tls|enforce_tls|tls_enforce_peername)$/.exec(name);
  if (match === null) return false;
  const level =
    match[1] === 'tlsproxy_client' ? 'tlsproxy_client_security_level' : `${match[1]}_tls_security_level`;
  return (config.known(level) ?? '') !== '';
}

/** A bind address means the same with and without brackets, where a release takes both. */
function asRead(name: string, text: string): string {
  return /_bind_address6?$/.test(name) ? text.replace(/^\[(.*)\]$/, '$1') : text;
}

/** A line end that is put at the end of a file is like those before it, and the only ones before it may have gone with their lines. */
function withoutEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}
