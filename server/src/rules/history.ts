import type { Parameter } from '../catalogue/model';
import { isAtLeast, type Release } from '../catalogue/release';
import type { World } from '../config/world';
import type { FixSafety } from './rule';

/** Whether a parameter came with a release after the given one; of those that are gone it is false. */
export function isStillToCome(parameter: Parameter, release: Release): boolean {
  return parameter.since !== undefined && !isAtLeast(release, parameter.since);
}

/**
 * The safety of a fix that changes nothing in the target release, but might in an older one: safe only where the release is known.
 */
export function safeInRelease({ releaseSource }: World): FixSafety {
  return releaseSource === 'assumed' ? 'unsafe' : 'safe';
}
