import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { CompletionItem } from 'vscode-languageserver-types';
import { profileIds, type ProfileId } from '../../server/src/config/profile';
import type { Analysis } from '../../server/src/features/analysis';
import { toSpan } from '../../server/src/features/convert';
import { rules } from '../../server/src/rules/index';
import { applyEdits } from '../../server/src/text/edit';
import { overlaps, type Span } from '../../server/src/text/span';
import { completionsAt, clients, rangeOf, textsWith } from '../support/completions';
import { analyse } from '../support/example';
import { mistakenFiles } from '../support/generated-files';

/**
 * Legal is not suggested: whatever completion offers can be taken without a finding at warning or above that the file did not have
 * before. What is merely absent then and has to come from a person (a certificate, a table of passwords, the end of a list of
 * restrictions) does not count. DEEP=1 tries all places of all samples.
 */
const isDeep = process.env.DEEP !== undefined;
const folder = path.join(process.env.PROJECT_ROOT as string, 'test/corpus/samples');

interface Sample {
  readonly main: string;
  readonly master: string | undefined;
  readonly postfix: string;
  readonly profile: ProfileId;
}

const layouts: readonly ((text: string) => string)[] = [
  text => text,
  text => text.replaceAll('\n', '\r\n'),
  text => text.replace(/^([\w.-]+) = /gm, '$1='),
];

/** The samples, in the releases for which they are written. */
const samples = readdirSync(folder).flatMap(name => {
  const read = (file: string): string | undefined => {
    const full = path.join(folder, name, file);
    return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
  };
  const main = read('main.cf') as string;
  const releases = ['3.6', '3.7', '3.9', '3.11'];
  if (!main.includes('>=')) releases.push('3.5');
  return releases.map(postfix => ({ main, master: read('master.cf'), postfix }));
});
const profile = fc.constantFrom(...profileIds);
const right: fc.Arbitrary<Sample> = fc
  .tuple(fc.constantFrom(...samples), profile, fc.constantFrom(...layouts))
  .map(([one, id, layout]) => ({ ...one, main: layout(one.main), profile: id }));
// What the other profile misses it tells on the first line, whatever that is about.
const mistaken: fc.Arbitrary<Sample> = fc
  .tuple(mistakenFiles(rules), fc.constantFrom(...profileIds.filter(id => id !== 'null-client')))
  .map(([file, id]) => ({ ...file, profile: id }));

function read({ main, master, ...options }: Sample, file: 'main' | 'master'): Analysis {
  return analyse(main, { ...options, file, ...(master === undefined ? {} : { master }) });
}

/** A document and a place in it where a value is typed. */
interface Place {
  readonly analysis: Analysis;
  readonly offset: number;
}

/** At the ends of a value, in and around its items, behind it, on a line of its own below it, and where it was taken out. */
function placesIn(analysis: Analysis): Place[] {
  const places: Place[] = [];
  for (const assignment of analysis.config.assignments) {
    const { value, name, file } = assignment;
    if (file !== analysis.file) continue;
    // Another value than the other entry of that name has is a finding, whatever it is.
    if (file === 'main' && (analysis.config.setting(name)?.definitions.length ?? 0) > 1) continue;
    const offsets = new Set([value.start, value.end]);
    for (const item of analysis.config.parsed(assignment).items) {
      const { start, end } = value.toFile(item);
      for (const offset of [start, (start + end) >> 1, end]) offsets.add(offset);
    }
    for (const offset of offsets) places.push({ analysis, offset });
    if (analysis.file === 'master') continue;
    const { text } = analysis;
    const edited = (from: number, newText: string): Place => ({
      analysis: analysis.withText(text.slice(0, from) + newText + text.slice(value.end)),
      offset: from + newText.length,
    });
    places.push(edited(value.end, '\n    '), edited(value.end, ' '), edited(value.start, ''));
  }
  return places;
}

/** How many findings at warning or above each rule has; with `offset`, only those on the entry at that place. */
function loud(analysis: Analysis, offset?: number): Map<string, number> {
  const counts = new Map<string, number>();
  const entry = offset === undefined ? undefined : entryAt(analysis, offset);
  for (const { rule, severity, file, span, fixes = [] } of analysis.findings) {
    if (severity !== 'error' && severity !== 'warning') continue;
    if (rule.aboutAbsence === true) {
      if (entry !== undefined || fixes.length === 0 || rule.group === 'restrictions') continue;
    }
    if (entry !== undefined && (file !== analysis.file || !overlaps(span, entry))) continue;
    counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  }
  return counts;
}

/** What a finding is about, as it stands in its file. */
function textAt(analysis: Analysis, file: 'main' | 'master', { start, end }: Span): string {
  return (file === analysis.file ? analysis : analysis.sibling)?.text.slice(start, end) ?? '';
}

/** The lines from the last one before that is not indented to the one of the offset. */
function entryAt({ text }: Analysis, offset: number): Span {
  const end = text.indexOf('\n', offset);
  const lines = text.slice(0, end === -1 ? text.length : end).split('\n');
  let first = lines.length - 1;
  while (first > 0 && /^[\s#]|^$/.test(lines[first] ?? '')) first--;
  const start = lines.slice(0, first).join('\n').length;
  return { start, end: end === -1 ? text.length : end };
}

type Scope = 'whole file' | 'entry';

/** What was wrong before: with the word that is being typed, or, in a list, without it. */
function wrongBefore(analysis: Analysis, replaced: Span, at: number | undefined): Map<string, number> {
  const counts = loud(analysis, at);
  const before = analysis.text.slice(0, replaced.start);
  const isFirst = before.trimEnd().endsWith('=');
  if (replaced.start === replaced.end || isFirst) return counts;
  const without = applyEdits(analysis.text, [{ span: replaced, newText: '' }]);
  for (const [id, count] of loud(analysis.withText(without), at))
    counts.set(id, Math.max(count, counts.get(id) ?? 0));
  return counts;
}

async function check(
  { analysis, offset }: Place,
  scope: Scope,
  choose: (items: CompletionItem[]) => CompletionItem[],
): Promise<void> {
  for (const client of [clients.rich, clients.plain]) {
    const list = await completionsAt(analysis, offset, client);
    for (const item of choose(list.items)) {
      const replaced = toSpan(analysis.lines, rangeOf(list, item));
      const at = scope === 'entry' ? replaced.start : undefined;
      const before = wrongBefore(analysis, replaced, at);
      const inFile = loud(analysis, undefined);
      const wasWrong = new Set(
        analysis.findings.map(({ file, span }) => textAt(analysis, file, span)).filter(text => text !== ''),
      );
      for (const text of textsWith(analysis, list, item)) {
        const after = analysis.withText(text);
        const inFileAfter = loud(after, undefined);
        for (const [id, count] of loud(after, at)) {
          if (count <= (before.get(id) ?? 0)) continue;
          // What was wrong before may now be told of this entry instead of another.
          if ((inFileAfter.get(id) ?? 0) <= (inFile.get(id) ?? 0)) continue;
          // A word that was wrong before may come under another rule: that is no new finding.
          const told = after.findings
            .filter(({ rule, file, span }) => rule.id === id && !wasWrong.has(textAt(after, file, span)))
            .map(({ message }) => message);
          if (told.length === 0) continue;
          const { start } = entryAt(analysis, offset);
          assert.fail(
            `${item.label} at "${analysis.text.slice(start, offset)}|": ${id}: ${told.join(' / ')}\n${text}`,
          );
        }
      }
    }
  }
}

describe('what completion offers brings no finding', function () {
  this.timeout(10 * 60_000);
  const file = fc.constantFrom<'main' | 'master'>('main', 'main', 'master');
  const property = (files: fc.Arbitrary<Sample>, scope: Scope) =>
    fc.asyncProperty(files, file, fc.nat(), fc.nat(), async (one, which, at, index) => {
      const places = placesIn(read(one, which));
      const place = places[at % Math.max(1, places.length)];
      if (place === undefined) return;
      await check(place, scope, items => items.slice(index % Math.max(1, items.length)).slice(0, 3));
    });
  const numRuns = isDeep ? 5_000 : 100;

  it('to files that are right', () => fc.assert(property(right, 'whole file'), { numRuns }));
  it('to an entry of a file with mistakes', () => fc.assert(property(mistaken, 'entry'), { numRuns }));
  if (!isDeep) return;
  for (const one of samples) {
    it(`anywhere in ${one.main.split('\n')[0]} (${one.postfix})`, async () => {
      for (const which of ['main', 'master'] as const)
        for (const place of placesIn(read({ ...one, profile: 'postfix' }, which)))
          await check(place, 'whole file', items => items);
    });
  }
});
