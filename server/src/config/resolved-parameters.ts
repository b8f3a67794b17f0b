import type { Catalogue } from '../catalogue/catalogue';
import type { Kind } from '../catalogue/kind';
import type { Parameter } from '../catalogue/model';
import type { ResolvedParameter } from './assignment';

const resolvedByCatalogue = new WeakMap<Catalogue, ReadonlyMap<string, ResolvedParameter>>();

/** All parameters with a page of their own, as `resolve` returns them: for each configuration the same. */
export function resolvedParameters(catalogue: Catalogue): ReadonlyMap<string, ResolvedParameter> {
  let resolved = resolvedByCatalogue.get(catalogue);
  if (resolved === undefined) {
    resolved = new Map(
      catalogue.parameters.map(parameter => [parameter.name, resolvedParameter(catalogue, parameter)]),
    );
    resolvedByCatalogue.set(catalogue, resolved);
  }
  return resolved;
}

function resolvedParameter(catalogue: Catalogue, parameter: Parameter): ResolvedParameter {
  const { name, kind } = parameter;
  const member = parameter.family === undefined ? undefined : catalogue.familyOf(name);
  const family = member === undefined ? undefined : { suffix: member.family.suffix, service: member.service };
  return { name, kind, parameter, family };
}

const classKind: Kind = { type: 'restrictions', stage: 'class' };

/** What a name in smtpd_restriction_classes holds: a list of restrictions, read when a rule hands on to it. */
export function restrictionClass(name: string): ResolvedParameter {
  return { name, kind: classKind, parameter: undefined, family: undefined };
}
