import type { Kind, KindType } from '../../catalogue/kind';
import type { Parameter } from '../../catalogue/model';

const tableKinds: ReadonlySet<KindType> = new Set(['tables', 'table', 'match-list', 'restrictions']);
/** Kinds whose values are worth something in a value of another kind, as all of it or as an item. */
const relatives: Partial<Record<KindType, ReadonlySet<KindType>>> = {
  'inet-interfaces': new Set(['host-name']),
  'next-hop': new Set(['host-name']),
  domains: new Set(['host-name']),
  size: new Set(['integer']),
  integer: new Set(['size']),
  tables: new Set(['table']),
  table: new Set(['tables', 'path']),
  paths: new Set(['path']),
  text: new Set(['host-name']),
};
/** Kinds of which a part of something else may well be made. */
const parts: ReadonlySet<KindType> = new Set(['host-name', 'path', 'text']);
/** Kinds in which parts are hosts only. */
const ofHosts: ReadonlySet<KindType> = new Set([
  'host-name',
  'inet-interfaces',
  'domains',
  'next-hop',
  'mail-address',
]);
/** Kinds that may mention whatever there is. */
export const takesAnything: ReadonlySet<KindType> = new Set(['text', 'command']);

/** How far a parameter is from a kind: 0 of that kind or as good, 1 something that can be a part of it, 2 quite another thing. */
export function distanceOf({ kind, raw }: Parameter, wanted: Kind): 0 | 1 | 2 {
  if (raw) return 2;
  if (kind.type === 'table' && kind.cache === true)
    return wanted.type === 'table' && wanted.cache === true ? 0 : 2;
  if (wanted.type === 'match-list') {
    if (kind.type === 'match-list') return kind.of === wanted.of ? 0 : 2;
    if (kind.type === 'host-name' || kind.type === 'domains') return wanted.of === 'domain' ? 0 : 1;
  }
  if (kind.type === 'enumeration' && wanted.type === 'enumeration')
    return kind.terms === wanted.terms ? 0 : 2;
  if (kind.type === wanted.type || relatives[wanted.type]?.has(kind.type) === true) return 0;
  // The type before the colon.
  if (kind.type === 'enumeration' && kind.terms === 'table' && tableKinds.has(wanted.type))
    return wanted.type === 'tables' || wanted.type === 'table' ? 0 : 1;
  if (kind.type !== 'restrictions' && tableKinds.has(kind.type) && tableKinds.has(wanted.type)) return 1;
  if (ofHosts.has(wanted.type)) return kind.type === 'host-name' ? 1 : 2;
  return parts.has(kind.type) ? 1 : 2;
}

/** Lists in which names and paths stand, so that a reference may be a part of one. */
export const openLists: ReadonlySet<KindType> = new Set([
  'match-list',
  'tables',
  'restrictions',
  'milters',
  'names',
  'dns-lists',
  'domains',
  'paths',
  'inet-interfaces',
]);

/** Whether a reference that is all of a value has to be of its kind. */
export function isClosed({ type }: Kind): boolean {
  return !takesAnything.has(type) && !openLists.has(type);
}
