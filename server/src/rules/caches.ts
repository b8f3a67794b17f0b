import type { Assignment } from '../config/configuration';

/** Whether a value names a table that Postfix itself makes and fills. */
export function isCache({ parameter }: Assignment): boolean {
  return parameter?.kind.type === 'table' && parameter.kind.cache === true;
}
