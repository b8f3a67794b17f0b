import type { CatalogueData } from '../../src/catalogue/catalogue';
import type { EnumerationValue, Kind } from '../../src/catalogue/kind';
import type { Deprecation, Family, Parameter, Restriction, TableType, Term } from '../../src/catalogue/model';
import type { Data, Page } from './read-data';

/** What is known about Postfix, before it is packed. */
export type Facts = Omit<CatalogueData, 'parameterNames' | 'parameter' | 'byLevel'> & {
  readonly parameters: readonly Parameter[];
};

/** The facts of all pages. Prose is left out. */
export function compileFacts(data: Data): Facts {
  const families = data.families.map(page => familyOf(page, data));
  return {
    parameters: data.parameters.map(page => parameterOf(page, data)),
    families,
    terms: data.terms.map(termOf),
    restrictions: data.restrictions.map(restrictionOf),
    tableTypes: data.tableTypes.map(tableTypeOf),
    branches: data.branches.map(({ name, newest }) => ({ name, lastPatch: lastPatchOf(newest) })),
  };
}

function parameterOf(page: Page, data: Data): Parameter {
  const { matter, name } = page;
  const own = data.patches.filter(patch => patch.name === name);
  return {
    name,
    kind: kindOf(page),
    theme: page.folder,
    programs: words(matter['programs']),
    since: text(matter['since']),
    backports: own.filter(patch => patch.before === null).map(patch => patch.at),
    removed: text(matter['removed']),
    deprecated: deprecationOf(page),
    noEffectSince: text(matter['no-effect-since']),
    raw: matter['raw'] === true,
    minLength: number(matter['min-length']) ?? 0,
    computedFrom: matter['computed'] as Parameter['computedFrom'],
    defaults: {
      branches: data.branches.flatMap(branch =>
        branch.changes
          .filter(change => change.name === name)
          .map(change => ({ from: branch.name, value: change.value })),
      ),
      patches: own.map(({ at, before }) => ({ at, before })),
    },
    related: words(matter['related']),
    sameAs: text(matter['same-as']),
    usage: data.usage.get(name) ?? 0,
    family: text(matter['member-of']),
  };
}

function deprecationOf({ matter }: Page): Deprecation | undefined {
  const since = text(matter['deprecated']);
  const replacement = text(matter['replacement']);
  if (since === undefined && replacement === undefined && matter['obsolete'] !== true) return undefined;
  return { since, replacement, rename: matter['rename'] === true };
}

/** The kind as it stands in the front matter. Throws where one is missing or not known. */
export function kindOf({ matter, file }: Page): Kind {
  const min = number(matter['min']);
  const max = number(matter['max']);
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const terms = text(matter['terms']);
  const type = text(matter['kind']);
  switch (type) {
    case 'integer':
    case 'size':
      return { type, ...bounds };
    case 'duration':
      return { type, unit: matter['unit'] as 's', ...bounds };
    case 'enumeration':
    case 'flags': {
      const introduced = (matter['introduced'] ?? {}) as Record<string, readonly unknown[]>;
      const shared = {
        values: words(matter['values']).map((value): EnumerationValue => {
          const since = introduced[value]?.map(String);
          return since === undefined ? { value } : { value, since };
        }),
        caseSensitive: matter['case'] === 'sensitive',
        emptyAllowed: matter['empty'] === true,
        open: matter['open'] === true,
        ...(terms === undefined ? {} : { terms }),
      };
      return type === 'enumeration'
        ? { type, ...shared }
        : {
            type,
            ...shared,
            unknownIsIgnored: matter['unknown'] === 'ignored',
            ...(matter['alone'] === undefined ? {} : { alone: words(matter['alone']) }),
          };
    }
    case 'security-level':
      return { type, side: matter['side'] as 'server' };
    case 'match-list':
      return { type, of: matter['of'] as 'domain' };
    case 'inet-interfaces':
      return matter['keywords'] === false ? { type, keywords: false } : { type };
    case 'bind-address':
      return { type, family: number(matter['family']) === 6 ? 6 : 4 };
    case 'next-hop': {
      const several = text(matter['several']);
      return several === undefined ? { type } : { type, several };
    }
    case 'restrictions': {
      const only = matter['only'];
      return {
        type,
        stage: matter['stage'] as 'client',
        ...(only === undefined ? {} : { only: words(only) }),
      };
    }
    case 'table':
      return matter['cache'] === 'yes' || matter['cache'] === true ? { type, cache: true } : { type };
    case 'path':
    case 'paths':
      return { type, of: (matter['of'] ?? 'file') as 'file' };
    case 'boolean':
    case 'tls-protocols':
    case 'cipher-grade':
    case 'cipher-exclusions':
    case 'cipher-string':
    case 'curves':
    case 'digest':
    case 'log-level':
    case 'transport':
    case 'endpoint':
    case 'milters':
    case 'tables':
    case 'names':
    case 'dns-lists':
    case 'host-name':
    case 'domains':
    case 'mail-address':
    case 'command':
    case 'service':
    case 'feedback':
    case 'compatibility-level':
    case 'characters':
    case 'text':
      return { type };
    default:
      throw new Error(
        `${file}: kind ${JSON.stringify(type)} is not known (server/src/catalogue/kind.ts lists them)`,
      );
  }
}

function familyOf(page: Page, { parameters, usage }: Data): Family {
  const others = new Set(
    parameters.filter(other => other.matter['member-of'] === undefined).map(other => other.name),
  );
  const members = [...usage].filter(([name]) => name.endsWith(`_${page.name}`) && !others.has(name));
  return {
    suffix: page.name,
    kind: kindOf(page),
    default: text(page.matter['default']) ?? '',
    programs: words(page.matter['programs']),
    since: text(page.matter['since']),
    related: words(page.matter['related']),
    usage: Math.max(0, ...members.map(([, files]) => files)),
  };
}

function termOf({ name, matter }: Page): Term {
  return {
    id: name,
    title: text(matter['title']) ?? name,
    since: text(matter['since']),
    removed: text(matter['removed']),
    aliases: words(matter['aliases']),
    related: words(matter['related']),
  };
}

function restrictionOf([
  name = '',
  since = '',
  removed = '',
  argument = '',
  replacement = '',
]: readonly string[]): Restriction {
  return {
    name,
    since: dash(since),
    removed: dash(removed),
    argument: dash(argument) as Restriction['argument'],
    replacement: dash(replacement),
  };
}

function tableTypeOf([
  name = '',
  since = '',
  removed = '',
  source = '',
  suffix = '',
]: readonly string[]): TableType {
  return {
    name,
    since: dash(since),
    removed: dash(removed),
    source: source as TableType['source'],
    suffix: dash(suffix),
  };
}

function dash(cell: string): string | undefined {
  return cell === '-' || cell === '' ? undefined : cell;
}

/** 3.11.6 → 6; a snapshot such as 3.12-20260821 → undefined. */
function lastPatchOf(release: string): number | undefined {
  const match = /^\d+\.\d+\.(\d+)$/.exec(release);
  return match === null ? undefined : Number(match[1]);
}

/** A value of the front matter as text; undefined where it is not there. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
