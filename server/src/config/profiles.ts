import { compiledProfiles } from './generated/profiles';
import type { Profile, ProfileId } from './profile';

/** A profile by its id. An id that no profile has (a setting of another version) means `postfix`. */
export function profileOf(id: ProfileId): Profile {
  return compiledProfiles[Object.hasOwn(compiledProfiles, id) ? id : 'postfix'];
}

/** All profiles in the order in which they are offered. */
export const profiles: readonly Profile[] = Object.values(compiledProfiles);
