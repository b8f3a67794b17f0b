/** A Postfix release such as 3.7.11: branch 3.7, patch level 11. */
export interface Release {
  readonly major: number;
  readonly minor: number;
  /** `Infinity` for the last patch level of the branch, which is what a bare `3.7` means. */
  readonly patch: number;
}

/** Reads `3.7`, `3.7.11` or a snapshot such as `3.12-20260821`; undefined for anything else. */
export function parseRelease(text: string): Release | undefined {
  let release = readReleases.get(text);
  if (release === undefined) {
    // The catalogue names a few hundred releases again and again; text from outside must not fill the memory.
    if (readReleases.size > 1_000) readReleases.clear();
    readReleases.set(text, (release = readRelease(text) ?? null));
  }
  return release ?? undefined;
}

const readReleases = new Map<string, Release | null>();

function readRelease(text: string): Release | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3})|-(\d{8}).*)?$/.exec(text.trim());
  if (match === null) return undefined;
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: match[3] === undefined ? Infinity : Number(match[3]),
  };
}

/** `3.7` or `3.7.11`, as people write it. */
export function formatRelease(release: Release): string {
  const branch = formatBranch(release);
  return release.patch === Infinity ? branch : `${branch}.${release.patch}`;
}

/** `3.7`, without the patch level. */
export function formatBranch({ major, minor }: Release): string {
  return `${major}.${minor}`;
}

/** Negative, zero or positive, as sorting wants it. A bare branch is its last patch level. */
export function compareReleases(a: Release, b: Release): number {
  return a.major - b.major || a.minor - b.minor || comparePatches(a.patch, b.patch);
}

function comparePatches(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Whether a release has what came with `since`, a branch (`3.6`) or a patch level (`3.6.17`). */
export function isAtLeast(release: Release, since: string): boolean {
  const other = boundOf(since);
  return other === undefined || compareReleases(release, other) >= 0;
}

/** Whether something came with a release after the given one; of what is gone it is false. */
export function isStillToCome({ since }: { readonly since: string | undefined }, release: Release): boolean {
  return since !== undefined && !isAtLeast(release, since);
}

/** The bounds that facts and code name: a few dozen. */
const bounds = new Map<string, Release | undefined>();

/** A release as a bound: "3.6" means its first patch level, not its last. */
function boundOf(since: string): Release | undefined {
  if (bounds.has(since)) return bounds.get(since);
  const release = parseRelease(since);
  const bound = release?.patch === Infinity ? { ...release, patch: 0 } : release;
  bounds.set(since, bound);
  return bound;
}

/**
 * Whether a release has a change that went into several branches: `introductions` lists the first patch level
 * of each, such as `['3.6.17', '3.7.13', '3.8.8', '3.9.2']`. Branches above the highest have it, others do not.
 */
export function hasBackport(release: Release, introductions: readonly string[]): boolean {
  let newest: Release | undefined;
  for (const text of introductions) {
    const introduction = parseRelease(text);
    if (introduction === undefined) continue;
    if (introduction.major === release.major && introduction.minor === release.minor)
      return isAtLeast(release, text);
    if (newest === undefined || compareReleases(introduction, newest) > 0) newest = introduction;
  }
  return newest !== undefined && compareReleases(release, newest) > 0;
}
