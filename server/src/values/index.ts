import type { Kind, KindOf, KindType } from '../catalogue/kind';
import { text } from './text';
import type { ValueKind } from './value';

/** How each kind of value is read. One file per kind; this table is the only place that lists them. */
export const valueKinds: Partial<{ readonly [T in KindType]: ValueKind<KindOf<T>> }> & {
  readonly text: ValueKind<KindOf<'text'>>;
} = { text };

export type { Kind };
