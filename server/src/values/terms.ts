import { formatBranch, hasBackport, isAtLeast, type Release } from '../catalogue/release';
import type { Candidate, ItemRole, ValueContext } from './value';

/** The page that explains a word, if there is one: `grade/medium`. */
export function termId(
  { catalogue }: ValueContext,
  folder: string | undefined,
  word: string,
): string | undefined {
  if (folder === undefined) return undefined;
  const id = `${folder}/${word}`;
  return catalogue.term(id) === undefined ? undefined : id;
}

/** Where a thing exists: from one of several patch levels on, and up to the release that dropped it. */
export interface Lifetime {
  readonly since?: string | readonly string[] | undefined;
  readonly removed?: string | undefined;
}

/** Whether a release does not have the thing yet. */
export function isTooNew({ since }: Lifetime, release: Release): boolean {
  if (since === undefined) return false;
  return typeof since === 'string' ? !isAtLeast(release, since) : !hasBackport(release, since);
}

/** Whether a release does not have the thing any more. */
export function isRemoved({ removed }: Lifetime, release: Release): boolean {
  return removed !== undefined && isAtLeast(release, removed);
}

/** The release from which a thing exists: the patch level of a release's own branch where it has one, else the newest branch. */
export function sinceText({ since }: Lifetime, release: Release): string {
  if (typeof since !== 'object') return since ?? '';
  const inBranch = since.find(text => text.startsWith(`${formatBranch(release)}.`));
  return inBranch ?? since[since.length - 1] ?? '';
}

/** A word to offer, with what its page says of it; undefined where the release does not know it. */
export function candidate(
  context: ValueContext,
  label: string,
  role: ItemRole,
  folder: string | undefined,
  rank: number,
): Candidate | undefined {
  const term = folder === undefined ? undefined : context.catalogue.term(`${folder}/${label}`);
  if (term === undefined) return { label, role, rank };
  if (isTooNew(term, context.release) || isRemoved(term, context.release)) return undefined;
  const dash = term.title.indexOf(' – ');
  return { label, role, rank, term: term.id, detail: dash === -1 ? undefined : term.title.slice(dash + 3) };
}

/** A network or an address to offer, with its page. */
export function addressCandidate(
  context: ValueContext,
  label: string,
  role: ItemRole,
  page: string,
  detail: string,
  rank: number,
): Candidate {
  return { label, role, term: termId(context, 'network', page), detail, rank };
}

/** Words to offer in the given order, as far as the release knows them. */
export function candidates(
  context: ValueContext,
  labels: readonly string[],
  role: ItemRole,
  folder: string | undefined,
): Candidate[] {
  return labels.flatMap((label, rank) => candidate(context, label, role, folder, rank) ?? []);
}
