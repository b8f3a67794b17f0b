import type { Catalogue } from '../catalogue/catalogue';
import type { Kind } from '../catalogue/kind';
import type { Parameter } from '../catalogue/model';
import type { ResolvedParameter } from './assignment';

const resolvedByCatalogue = new WeakMap<Catalogue, Map<string, ResolvedParameter>>();

/** A parameter with a page of its own, as `Configuration.resolve` returns it: for each configuration the same. */
export function resolvedParameter(catalogue: Catalogue, name: string): ResolvedParameter | undefined {
  let known = resolvedByCatalogue.get(catalogue);
  if (known === undefined) resolvedByCatalogue.set(catalogue, (known = new Map()));
  let resolved = known.get(name);
  if (resolved !== undefined) return resolved;
  const parameter = catalogue.parameter(name);
  if (parameter === undefined) return undefined;
  known.set(parameter.name, (resolved = resolve(catalogue, parameter)));
  return resolved;
}

function resolve(catalogue: Catalogue, parameter: Parameter): ResolvedParameter {
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
