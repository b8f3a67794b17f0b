import type { Configuration } from '../config/configuration';
import { Kept, type Observed } from '../config/kept';
import type { Nature } from '../config/nature';
import type { Profile } from '../config/profile';
import type { World } from '../config/world';
import type { Rule } from './rule';

/** What rules are given. */
export interface RuleInput {
  readonly config: Configuration;
  readonly world: World;
  readonly profile: Profile;
  readonly nature: Nature;
}

/**
 * The rules that had nothing to say of a version of a main.cf, with what they read of it. Of a version in which all of that is as it was they
 * have nothing to say either, and need not run: while somebody types, that is most of them.
 */
export class SilentRules {
  readonly #config: Configuration;
  readonly #rules: Kept<Rule, void>;
  readonly #world: World;
  readonly #profile: Profile;
  readonly #nature: Nature;

  /** `earlier`: those of the version that the configuration has taken over from. */
  constructor({ config, world, profile, nature }: RuleInput, earlier?: SilentRules) {
    this.#config = config;
    this.#world = world;
    this.#profile = profile;
    this.#nature = nature;
    const isSame =
      earlier !== undefined &&
      world === earlier.#world &&
      profile === earlier.#profile &&
      nature === earlier.#nature;
    const { changes } = config;
    this.#rules = isSame && changes !== undefined ? new Kept(earlier.#rules, changes) : new Kept();
  }

  has(rule: Rule): boolean {
    return this.#rules.get(rule, this.#config) !== undefined;
  }

  add(rule: Rule, observed: Observed<void>): void {
    if (!observed.reads.isAll) this.#rules.set(rule, observed);
  }
}
