import type { DefaultHistory, Parameter, Term } from '../../src/catalogue/model';
import type {
  PackedDefaults,
  PackedFacts,
  PackedParameter,
  PackedRarity,
  PackedTerm,
  PackedValue,
} from '../../src/catalogue/packed';
import { asciiJson } from '../../src/catalogue/prose';
import type { Facts } from './facts';

/** The facts in the small form that goes into the bundle. */
export function packFacts(data: Facts): string {
  const kinds = new Numbering<Parameter['kind']>();
  const themes = new Numbering<string>();
  const programs = new Numbering<readonly string[]>();
  const patchLevels = new Numbering<string>();
  const numbers = new Map(data.parameters.map((parameter, number) => [parameter.name, number]));
  const relatedOf = (names: readonly string[]): (number | string)[] =>
    names.map(name => numbers.get(name) ?? name);

  const parameters = data.parameters.map((parameter): PackedParameter => {
    const rare = rarityOf(parameter, patchLevels);
    const row = [
      parameter.name,
      kinds.of(parameter.kind),
      themes.of(parameter.theme),
      programs.of(parameter.programs),
      parameter.since ?? '',
      relatedOf(parameter.related),
      packDefaults(parameter.defaults, data),
    ] as const;
    return Object.keys(rare).length === 0 ? row : [...row, rare];
  });
  const families = data.families.map(
    family =>
      [
        family.suffix,
        kinds.of(family.kind),
        programs.of(family.programs),
        family.since ?? '',
        family.default,
        relatedOf(family.related),
        family.usage,
      ] as const,
  );
  const packed: PackedFacts = {
    branches: data.branches,
    patchLevels: patchLevels.values,
    kinds: kinds.values,
    themes: themes.values,
    programs: programs.values,
    families,
    terms: data.terms.map(term => packTerm(term, relatedOf(term.related))),
    restrictions: data.restrictions,
    tableTypes: data.tableTypes,
    byLevel: data.parameters.flatMap(({ defaults }, number) => (dependsOnLevel(defaults) ? [number] : [])),
  };
  return [packed, ...parameters].map(line => `${asciiJson(line)}\n`).join('');
}

function dependsOnLevel({ branches }: DefaultHistory): boolean {
  return branches.some(({ value }) => value?.includes('$compatibility_level') === true);
}

/** Gives equal values the same number. */
class Numbering<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  of(value: T): number {
    const key = JSON.stringify(value);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

function rarityOf(parameter: Parameter, patchLevels: Numbering<string>): PackedRarity {
  const { backports, removed, deprecated, noEffectSince, raw, minLength, computedFrom } = parameter;
  const { sameAs, usage, family, defaults } = parameter;
  const patches = defaults.patches.map(({ at, before }) => [patchLevels.of(at), before] as const);
  return {
    ...(backports.length === 0 ? {} : { backports }),
    ...(removed === undefined ? {} : { removed }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(noEffectSince === undefined ? {} : { noEffectSince }),
    ...(raw ? { raw } : {}),
    ...(minLength === 0 ? {} : { minLength }),
    ...(computedFrom === undefined ? {} : { computedFrom }),
    ...(sameAs === undefined ? {} : { sameAs }),
    ...(usage === 0 ? {} : { usage }),
    ...(family === undefined ? {} : { family }),
    ...(patches.length === 0 ? {} : { patches }),
  };
}

function packDefaults({ branches }: DefaultHistory, data: Facts): PackedDefaults {
  const oldest = data.branches[0]?.name;
  const [first, ...others] = branches;
  if (first !== undefined && others.length === 0 && first.from === oldest && first.value !== null) {
    return first.value;
  }
  let before = '';
  return branches.map(({ from, value }) => {
    const packed = packValue(value, before);
    before = value ?? '';
    return [data.branches.findIndex(branch => branch.name === from), packed] as const;
  });
}

function packValue(value: string | null, before: string): PackedValue {
  if (value === null || value.length < 200) return value;
  let kept = 0;
  while (kept < Math.min(value.length, before.length) && value[kept] === before[kept]) kept++;
  let behind = 0;
  const most = Math.min(value.length, before.length) - kept;
  while (behind < most && value[value.length - 1 - behind] === before[before.length - 1 - behind]) behind++;
  return kept + behind === 0 ? value : [kept, value.slice(kept, value.length - behind), behind];
}

function packTerm(
  { id, title, aliases, since, removed }: Term,
  related: readonly (number | string)[],
): PackedTerm {
  if (removed !== undefined) return [id, title, related, aliases, since ?? '', removed];
  if (since !== undefined) return [id, title, related, aliases, since];
  return aliases.length === 0 ? [id, title, related] : [id, title, related, aliases];
}
