import type { Family, Parameter, Restriction, TableType, Term } from './model';
import { compareReleases, formatBranch, isAtLeast, parseRelease, type Release } from './release';

/** The catalogue as plain data, as the generator writes it. */
export interface CatalogueData {
  /** In the order of the pages. */
  readonly parameterNames: readonly string[];
  parameter(name: string): Parameter | undefined;
  /** The parameters whose default depends on compatibility_level. */
  readonly byLevel: readonly string[];
  readonly families: readonly Family[];
  readonly terms: readonly Term[];
  readonly restrictions: readonly Restriction[];
  readonly tableTypes: readonly TableType[];
  /** Branches from the oldest to the newest. */
  readonly branches: readonly Branch[];
}

export interface Branch {
  readonly name: string;
  /** The newest patch level known when the catalogue was made; undefined for a snapshot. */
  readonly lastPatch: number | undefined;
}

/** Look-ups over everything that is known about Postfix. Immutable; knows no document. */
export class Catalogue {
  #parameters: readonly Parameter[] | undefined;
  #sortedNames: readonly string[] | undefined;
  readonly #families: ReadonlyMap<string, Family>;
  readonly #terms: ReadonlyMap<string, Term>;
  readonly #restrictions: ReadonlyMap<string, Restriction>;
  readonly #tableTypes: ReadonlyMap<string, TableType>;
  /** What was looked up, by release: a file has few, and asks for the same defaults again with every keystroke. */
  readonly #defaults = new WeakMap<Release, Map<Parameter, string | null>>();
  readonly #existing = new WeakMap<Release, readonly Parameter[]>();

  constructor(readonly data: CatalogueData) {
    this.#families = new Map(data.families.map(family => [family.suffix, family]));
    this.#terms = new Map(data.terms.map(term => [term.id, term]));
    this.#restrictions = new Map(data.restrictions.map(restriction => [restriction.name, restriction]));
    this.#tableTypes = new Map(data.tableTypes.map(type => [type.name, type]));
  }

  /** A parameter with a page of its own; names of per-transport families only where they are built in. */
  parameter(name: string): Parameter | undefined {
    return this.data.parameter(name);
  }

  /** All parameters. Look up the ones you need instead, where you know their names: these have to be taken out of the bundle. */
  get parameters(): readonly Parameter[] {
    return (this.#parameters ??= this.#named(this.parameterNames));
  }

  get parameterNames(): readonly string[] {
    return this.data.parameterNames;
  }

  /** Their names from A to Z. */
  get sortedNames(): readonly string[] {
    return (this.#sortedNames ??= [...this.parameterNames].sort());
  }

  /** The parameters whose default depends on compatibility_level in some release. */
  get parametersByLevel(): readonly Parameter[] {
    return this.#named(this.data.byLevel);
  }

  #named(names: readonly string[]): Parameter[] {
    return names.map(name => this.data.parameter(name) as Parameter);
  }

  /** The parameters that postconf of a release lists. */
  parametersOf(release: Release): readonly Parameter[] {
    let parameters = this.#existing.get(release);
    if (parameters === undefined) {
      parameters = this.parameters.filter(parameter => this.exists(parameter, release));
      this.#existing.set(release, parameters);
    }
    return parameters;
  }

  get families(): readonly Family[] {
    return this.data.families;
  }

  /** The family and the service that a name such as `slow_destination_rate_delay` speaks of, if its suffix is one. */
  familyOf(name: string): { readonly family: Family; readonly service: string } | undefined {
    // Longest suffix first: `_extra_recipient_limit` is not a `_recipient_limit` of the service `x_extra`.
    for (let at = name.indexOf('_', 1); at !== -1; at = name.indexOf('_', at + 1)) {
      const family = this.#families.get(name.slice(at + 1));
      if (family !== undefined) return { family, service: name.slice(0, at) };
    }
    return undefined;
  }

  term(id: string): Term | undefined {
    return this.#terms.get(id);
  }

  /** A restriction by its name in any case, as smtpd looks it up. */
  restriction(name: string): Restriction | undefined {
    return this.#restrictions.get(name.toLowerCase());
  }

  get restrictions(): readonly Restriction[] {
    return this.data.restrictions;
  }

  tableType(name: string): TableType | undefined {
    return this.#tableTypes.get(name);
  }

  get tableTypes(): readonly TableType[] {
    return this.data.tableTypes;
  }

  /** The newest branch that is not a snapshot. */
  get latestStable(): Release {
    const stable = this.data.branches.filter(branch => branch.lastPatch !== undefined);
    return parseRelease((stable[stable.length - 1] as Branch).name) as Release;
  }

  /** Whether postconf of that release lists the parameter. */
  exists(parameter: Parameter, release: Release): boolean {
    return this.defaultOf(parameter, release) !== undefined;
  }

  /** The default that a release has, unexpanded; undefined where the release does not know the parameter. */
  defaultOf(parameter: Parameter, release: Release): string | undefined {
    let defaults = this.#defaults.get(release);
    if (defaults === undefined) this.#defaults.set(release, (defaults = new Map()));
    let value = defaults.get(parameter);
    if (value === undefined) defaults.set(parameter, (value = this.#findDefault(parameter, release) ?? null));
    return value ?? undefined;
  }

  #findDefault(parameter: Parameter, release: Release): string | undefined {
    const { branches, patches } = parameter.defaults;
    let value: string | null = null;
    for (const change of branches) {
      if (!isAtLeast(release, change.from)) break;
      value = change.value;
    }
    // A patch level of the release's own branch that it does not have yet: the earliest such one says what came before.
    for (const patch of patches) {
      const at = parseRelease(patch.at);
      if (at === undefined || formatBranch(at) !== formatBranch(release)) continue;
      if (compareReleases(release, at) < 0) return patch.before ?? undefined;
    }
    return value ?? undefined;
  }

  /** Where the default of a release came in, and what it was before; undefined where it has never been another. */
  lastChange(parameter: Parameter, release: Release): DefaultChange | undefined {
    const { branches, patches } = parameter.defaults;
    const value = this.defaultOf(parameter, release);
    let last: DefaultChange | undefined;
    let before: string | undefined;
    for (const { from, value: after } of branches) {
      if (!isAtLeast(release, from)) break;
      const now = from === formatBranch(release) ? value : (after ?? undefined);
      if (now !== undefined && before !== undefined && !saysTheSame(before, now)) {
        // A change that came with patch levels is named by that of the newest branch that the release knows.
        const old = before;
        const cameWithPatch = patches.some(patch => patch.at.startsWith(`${from}.`) && patch.before === old);
        const patch = patches.findLast(({ at, before }) => before === old && isAtLeast(release, at));
        last = { at: (cameWithPatch ? patch?.at : undefined) ?? from, before };
      }
      before = now;
    }
    // An early patch level of a later branch can be older than a change that an earlier branch has.
    return value !== undefined && before !== undefined && saysTheSame(before, value) ? last : undefined;
  }
}

/** A default that is not what it used to be. */
export interface DefaultChange {
  readonly at: string;
  readonly before: string;
}

/** Whether two defaults say the same in different words: Postfix has rewritten its expressions several times. */
function saysTheSame(a: string, b: string): boolean {
  if (a === b) return true;
  if (!a.includes('${') || !b.includes('${')) return false;
  const wordsOf = (text: string): string =>
    [...new Set(text.replaceAll('<level', '<').split(/[\s${}?:]+/))].sort().join(' ').trim();
  return wordsOf(a) === wordsOf(b);
}

/** The pages, which are loaded only when somebody first asks for one. Keys: `parameter/NAME`, `family/…`, `term/…`. */
export interface Prose {
  page(key: string): string | undefined;
}
