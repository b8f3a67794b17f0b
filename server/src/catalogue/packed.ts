import type { Branch, CatalogueData } from './catalogue';
import type { Kind } from './kind';
import type { DefaultHistory, Deprecation, Family, Parameter, Restriction, TableType, Term } from './model';

/**
 * The facts as they stand in the bundle: what repeats is stored once and meant by its number, so that they are small. They are a text whose
 * first line is `PackedFacts`, and every further line a `PackedParameter`, in JSON: a file names few parameters, and only those are taken out.
 * server/tools/catalogue/pack.ts writes this form, `unpackFacts` reads it.
 */
export interface PackedFacts {
  readonly branches: readonly Branch[];
  /** Patch levels that changed a default. */
  readonly patchLevels: readonly string[];
  readonly kinds: readonly Kind[];
  readonly themes: readonly string[];
  readonly programs: readonly (readonly string[])[];
  readonly families: readonly PackedFamily[];
  readonly terms: readonly PackedTerm[];
  readonly restrictions: readonly Restriction[];
  readonly tableTypes: readonly TableType[];
  /** The parameters, by their number, whose default depends on compatibility_level. */
  readonly byLevel: readonly number[];
}

export type PackedParameter = readonly [
  name: string,
  kind: number,
  theme: number,
  programs: number,
  /** Empty where no release is known. */
  since: string,
  /** Related parameters by their number, or by name where they have no page. */
  related: readonly (number | string)[],
  defaults: PackedDefaults,
  /** What most parameters have not. */
  rare?: PackedRarity,
];

export interface PackedRarity {
  readonly backports?: readonly string[];
  readonly removed?: string;
  readonly deprecated?: Deprecation;
  readonly noEffectSince?: string;
  readonly raw?: true;
  readonly minLength?: number;
  readonly computedFrom?: 'file' | 'host';
  readonly sameAs?: string;
  readonly usage?: number;
  readonly family?: string;
  /** Patch level by its number, and the default before it. */
  readonly patches?: readonly (readonly [at: number, before: string | null])[];
}

/** Changes: a branch by its number, then the default from it on. A text alone is the default since the oldest branch. */
export type PackedDefaults = string | readonly (readonly [branch: number, value: PackedValue])[];

/** A default; a long one as its difference from the one before: characters kept in front and behind, and what is between. */
export type PackedValue = string | null | readonly [kept: number, between: string, keptBehind: number];

export type PackedFamily = readonly [
  suffix: string,
  kind: number,
  programs: number,
  since: string,
  value: string,
  related: readonly (number | string)[],
  usage: number,
];

export type PackedTerm = readonly [
  id: string,
  title: string,
  related: readonly (number | string)[],
  aliases?: readonly string[],
  since?: string,
  removed?: string,
];

/** Plain objects again, as the rest of the server knows them; parameters when they are asked for. */
export function unpackFacts(text: string): CatalogueData {
  const parameters = new Parameters(text);
  const { packed, names } = parameters;
  return {
    branches: packed.branches,
    parameterNames: names,
    parameter: name => parameters.get(name),
    byLevel: packed.byLevel.map(number => names[number] as string),
    families: packed.families.map(([suffix, kind, programs, since, value, related, usage]): Family => ({
      suffix,
      kind: packed.kinds[kind] as Kind,
      programs: packed.programs[programs] as readonly string[],
      since: since === '' ? undefined : since,
      default: value,
      related: parameters.namesOf(related),
      usage,
    })),
    terms: packed.terms.map(([id, title, related, aliases = [], since = '', removed = '']): Term => ({
      id,
      title,
      aliases,
      related: parameters.namesOf(related),
      since: since === '' ? undefined : since,
      removed: removed === '' ? undefined : removed,
    })),
    restrictions: packed.restrictions,
    tableTypes: packed.tableTypes,
  };
}

/** The lines of parameters: found by their names, taken apart when first asked for. */
class Parameters {
  readonly packed: PackedFacts;
  readonly names: string[] = [];
  /** Where the lines are: their beginnings and ends, in turn. */
  readonly #places: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #unpacked = new Map<string, Parameter>();

  constructor(readonly text: string) {
    let end = text.indexOf('\n');
    this.packed = JSON.parse(text.slice(0, end)) as PackedFacts;
    for (let start = end + 1; start < text.length; start = end + 1) {
      end = text.indexOf('\n', start);
      const name = text.slice(start + 2, text.indexOf('"', start + 2));
      this.#numbers.set(name, this.names.push(name) - 1);
      this.#places.push(start, end);
    }
  }

  get(name: string): Parameter | undefined {
    const known = this.#unpacked.get(name);
    if (known !== undefined) return known;
    const number = this.#numbers.get(name);
    if (number === undefined) return undefined;
    const line = this.text.slice(this.#places[2 * number], this.#places[2 * number + 1]);
    const parameter = this.#unpack(JSON.parse(line) as PackedParameter);
    this.#unpacked.set(parameter.name, parameter);
    return parameter;
  }

  /** The names of related parameters, which have a number where they have a page. */
  namesOf(related: readonly (number | string)[]): string[] {
    return related.map(other => (typeof other === 'number' ? (this.names[other] as string) : other));
  }

  #unpack([name, kind, theme, programs, since, related, defaults, rare = {}]: PackedParameter): Parameter {
    const { packed } = this;
    return {
      name,
      kind: packed.kinds[kind] as Kind,
      theme: packed.themes[theme] as string,
      programs: packed.programs[programs] as readonly string[],
      since: since === '' ? undefined : since,
      backports: rare.backports ?? [],
      removed: rare.removed,
      deprecated: rare.deprecated,
      noEffectSince: rare.noEffectSince,
      raw: rare.raw === true,
      minLength: rare.minLength ?? 0,
      computedFrom: rare.computedFrom,
      defaults: unpackDefaults(defaults, rare.patches ?? [], packed),
      related: this.namesOf(related),
      sameAs: rare.sameAs,
      usage: rare.usage ?? 0,
      family: rare.family,
    };
  }
}

function unpackDefaults(
  defaults: PackedDefaults,
  patches: NonNullable<PackedRarity['patches']>,
  { branches, patchLevels }: PackedFacts,
): DefaultHistory {
  const changes = typeof defaults === 'string' ? ([[0, defaults]] as const) : defaults;
  let before = '';
  return {
    branches: changes.map(([branch, packed]) => {
      const value = unpackValue(packed, before);
      before = value ?? '';
      return { from: (branches[branch] as Branch).name, value };
    }),
    patches: patches.map(([at, value]) => ({ at: patchLevels[at] as string, before: value })),
  };
}

function unpackValue(packed: PackedValue, before: string): string | null {
  if (packed === null || typeof packed === 'string') return packed;
  const [kept, between, keptBehind] = packed;
  return before.slice(0, kept) + between + before.slice(before.length - keptBehind);
}
