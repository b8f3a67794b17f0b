/** Holds what `maincf show` says against what a real postconf said of the same directory. */
import { complaintKinds, fileOf, printable, type RealComplaint } from './complaints';
import { exceptions } from './exceptions';
import type { Observation, Observed } from './observe';
import type { HostFacts } from '../../server/src/config/host-facts';
import type { Complaint, showConfiguration, Shown } from '../../server/src/main/cli/show';
import type { Release } from './releases';

export interface Difference {
  readonly mode: 'plain' | 'expanded';
  readonly about: 'line' | 'order' | 'warning' | 'fatal';
  /** Who says it while the other does not. */
  readonly only: 'postfix' | 'ours';
  /** A printed line, or a complaint as `complaintKey` writes it. */
  readonly what: string;
}

/** All differences that no exception explains. */
export function differences(
  observed: Observed,
  release: Release,
  host: HostFacts,
  show: typeof showConfiguration,
): Difference[] {
  const main = observed.files['main.cf'];
  if (main === undefined) return [];
  return (['plain', 'expanded'] as const)
    .flatMap(mode => {
      const shown = show({
        mainCf: main.toString(observed.encoding),
        masterCf: observed.files['master.cf']?.toString(observed.encoding),
        release: release.version,
        expand: mode === 'expanded',
        defaults: false,
        directory: observed.folder,
        host,
      });
      return compareOutputs(mode, observed[mode], shown, observed.encoding);
    })
    .filter(difference => !exceptions.some(exception => exception.applies(difference, release, observed)));
}

/** Compares one call of postconf with ours. After a fatal error nothing but that error counts. */
export function compareOutputs(
  mode: Difference['mode'],
  real: Observation,
  ours: Shown,
  encoding: BufferEncoding,
): Difference[] {
  const fatal = real.complaints.find(complaint => complaint.fatal);
  if (fatal !== undefined || ours.fatal !== undefined) {
    const theirs = fatal === undefined ? [] : [realKey(fatal)];
    const own = ours.fatal === undefined ? [] : [ownKey(ours.fatal, theirs, encoding)];
    return onlyIn(mode, 'fatal', theirs, own);
  }
  const lines = onlyIn(mode, 'line', real.lines, ours.lines);
  const theirs = real.complaints.map(realKey);
  const warnings = onlyIn(
    mode,
    'warning',
    counted(theirs),
    counted(ours.warnings.map(complaint => ownKey(complaint, theirs, encoding))),
  );
  if (lines.length === 0 && real.lines.some((line, i) => line !== ours.lines[i])) {
    lines.push({ mode, about: 'order', only: 'postfix', what: real.lines.join(' | ') });
  }
  return [...lines, ...warnings];
}

function onlyIn(
  mode: Difference['mode'],
  about: Difference['about'],
  real: readonly string[],
  ours: readonly string[],
): Difference[] {
  const inReal = new Set(real);
  const inOurs = new Set(ours);
  return [
    ...real.filter(what => !inOurs.has(what)).map(what => ({ mode, about, only: 'postfix', what }) as const),
    ...ours.filter(what => !inReal.has(what)).map(what => ({ mode, about, only: 'ours', what }) as const),
  ];
}

/** `main: overriding mydestination, line 3`; what postconf does not tell is left out. */
function complaintKey(
  file: string | undefined,
  kind: string,
  name: string | undefined,
  line: number | undefined,
): string {
  const where = file === undefined ? '' : `${file}: `;
  return `${where}${kind}${name === undefined ? '' : ` ${name}`}${line === undefined ? '' : `, line ${line}`}`;
}

function realKey(complaint: RealComplaint): string {
  return complaintKey(fileOf(complaint), complaint.kind, complaint.name, complaint.line);
}

/** Ours knows files, names and lines that postconf does not say: they are left out where postconf leaves them out. */
function ownKey(complaint: Complaint, real: readonly string[], encoding: BufferEncoding): string {
  const { file, kind, line } = complaint;
  if (!complaintKinds.includes(kind)) return `unknown kind ${kind}`;
  const name = complaint.name === undefined ? undefined : printable(complaint.name, encoding);
  for (const knownFile of [file, undefined]) {
    for (const knownName of [name, undefined]) {
      for (const knownLine of [line, undefined]) {
        const key = complaintKey(knownFile, kind, knownName, knownLine);
        if (real.includes(key)) return key;
      }
    }
  }
  return complaintKey(file, kind, name, line);
}

// postconf repeats some warnings for each look at a value, and looks at a service of master.cf once for each service of
// that name: how often says nothing. Where it names nothing at all, the number of warnings is all there is to compare.
const repeated = /^master: |\b(?:undefined|unused|read-only|deprecated|removed) /;

function counted(keys: readonly string[]): string[] {
  const numbers = new Map<string, number>();
  return keys.flatMap(key => {
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    if (number === 1) return [key];
    return repeated.test(key) ? [] : [`${key} (${number})`];
  });
}

/** Differences for a person to read. */
export function describeDifferences(found: readonly Difference[]): string {
  return found
    .map(
      ({ mode, about, only, what }) => `${mode === 'plain' ? '-n ' : '-nx'} only ${only}: ${about} ${what}`,
    )
    .join('\n');
}
