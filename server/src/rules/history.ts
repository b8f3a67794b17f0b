import type { World } from '../config/world';
import type { FixSafety } from './rule';

/**
 * The safety of a fix that changes nothing in the target release, but might in an older one: safe only where the release is known.
 */
export function safeInRelease({ releaseSource }: World): FixSafety {
  return releaseSource === 'assumed' ? 'unsafe' : 'safe';
}
