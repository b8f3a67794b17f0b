import type { Catalogue } from '../catalogue/catalogue';
import type { Parameter } from '../catalogue/model';
import { formatBranch, isAtLeast, type Release } from '../catalogue/release';
import { compareLevels, isLevel } from '../config/compatibility-level';
import type { Configuration } from '../config/configuration';
import type { Rule } from './rule';
import { manual } from './sources';
import { listed } from './wording';

export const compatibilityLevelMissing: Rule = {
  id: 'compatibility-level-missing',
  title: 'Defaults of an old release',
  group: 'compatibility',
  severity: 'information',
  parameters: ['compatibility_level'],
  since: '3.0',
  why: `compatibility_level says for which release a configuration was written. Below a level, Postfix keeps
    the defaults that releases before it had and logs "using backwards-compatible default setting" whenever
    one matters; without the line the level is 0, the oldest of all.`,
  sources: [
    manual('compatibility_level'),
    { title: 'COMPATIBILITY_README', url: 'https://www.postfix.org/COMPATIBILITY_README.html' },
  ],
  bad: { main: '‹mynetworks› = 127.0.0.0/8, [::1]/128\n' },
  good: { main: 'compatibility_level = 3.11\nmynetworks = 127.0.0.0/8, [::1]/128\n' },
  aboutAbsence: true,
  check({ config, report }) {
    const setting = config.setting('compatibility_level');
    const level = setting === undefined ? '0' : config.known('compatibility_level');
    if (level === undefined || !isLevel(level)) return;
    const branch = formatBranch(config.release);
    const changes = defaultsAbove(config, level);
    const [first] = config.entries;
    if (changes.length === 0 || first === undefined) return;
    const shown = changes.slice(0, 5).map(change => `${change.name} (${change.now} → ${change.then})`);
    const rest = changes.length > shown.length ? [`${changes.length - shown.length} more`] : [];
    report({
      span: setting?.winner.value.span ?? first.nameSpan,
      severity: setting === undefined ? 'information' : 'hint',
      message: `${setting === undefined ? 'Without compatibility_level' : `At compatibility_level ${level}`} Postfix ${branch} keeps old defaults. At level ${branch} these change: ${listed([...shown, ...rest])}. Set what you need by hand, then the level.`,
    });
  },
};

interface Change {
  readonly name: string;
  /** The level from which the new default counts. */
  readonly threshold: string;
  readonly now: string;
  readonly then: string;
}

/** The defaults that this file leaves alone and that depend on a level above the given one. */
function defaultsAbove(config: Configuration, level: string): readonly Change[] {
  return changesAbove(config, level).filter(
    ({ name }) =>
      !config.isSet(name) &&
      // With mynetworks set its style is ignored.
      (name !== 'mynetworks_style' || !config.isSet('mynetworks')),
  );
}

/** The level that was asked about last: while somebody types elsewhere, it stays the same. */
let last:
  { readonly of: readonly Change[]; readonly level: string; readonly above: readonly Change[] } | undefined;

function changesAbove(config: Configuration, level: string): readonly Change[] {
  const of = changesOf(config);
  if (last?.of !== of || last.level !== level) {
    last = { of, level, above: of.filter(({ threshold }) => compareLevels(level, threshold) < 0) };
  }
  return last.above;
}

const memos = new WeakMap<Catalogue, WeakMap<Release, readonly Change[]>>();

/** All defaults of the release that depend on a level. */
function changesOf(config: Configuration): readonly Change[] {
  const { catalogue, release } = config;
  let byRelease = memos.get(catalogue);
  if (byRelease === undefined) memos.set(catalogue, (byRelease = new WeakMap()));
  let changes = byRelease.get(release);
  if (changes === undefined) {
    changes = catalogue.parametersByLevel.flatMap(parameter => changeOf(config, parameter) ?? []);
    byRelease.set(release, changes);
  }
  return changes;
}

function changeOf(config: Configuration, parameter: Parameter): Change | undefined {
  const value = config.catalogue.defaultOf(parameter, config.release);
  if (value?.includes('$compatibility_level') !== true) return undefined;
  // Digests matter only to people who list fingerprints.
  if (parameter.name.endsWith('_fingerprint_digest')) return undefined;
  const [part] = config.expression(value).parts;
  if (part?.kind !== 'comparison' || part.condition === undefined) return undefined;
  const threshold = value.slice(part.right.start, part.right.end).trim();
  if (!isLevel(threshold) || !isAtLeast(config.release, '3.0')) return undefined;
  const { then, otherwise } = part.condition;
  return {
    name: parameter.name,
    threshold,
    now: shownValue(value, then),
    then: shownValue(value, otherwise),
  };
}

function shownValue(
  text: string,
  operand: { readonly start: number; readonly end: number } | undefined,
): string {
  const value = operand === undefined ? '' : text.slice(operand.start, operand.end).trim();
  return value === '' ? 'empty' : value;
}
