import type { Configuration } from './configuration';
import { unknown } from './expand';
import { ownNetworks } from './own-networks';
import { valueInFile } from './value-in-file';

/**
 * The default of a parameter that Postfix computes instead of taking it from a table (mail_params.c): undefined for
 * ordinary parameters, `unknown` where only the machine that runs Postfix can say.
 */
export function computedDefault(
  name: string,
  configuration: Configuration,
): string | undefined | typeof unknown {
  const built = configuration.host?.built.get(name);
  if (built !== undefined) return built;
  const parameter = configuration.catalogue.parameter(name);
  if (parameter?.computedFrom === undefined) return undefined;
  switch (name) {
    case 'myhostname':
      return hostName(configuration);
    case 'mydomain':
      return domainName(configuration);
    case 'mynetworks':
      return ownNetworks(configuration).networks;
    default:
      return parameter.computedFrom === 'host' && configuration.host === undefined ? unknown : undefined;
  }
}

/** A host name without a dot gets mydomain, or "localdomain", as get_hostname and mail_params.c do. */
function hostName(configuration: Configuration): string | typeof unknown {
  const name = configuration.host?.hostName;
  if (name === undefined) return unknown;
  return name.includes('.')
    ? name
    : `${name}.${valueInFile('mydomain', configuration)?.text ?? 'localdomain'}`;
}

/** mydomain is myhostname without its first label, or "localdomain" when there is only one. */
function domainName(configuration: Configuration): string | typeof unknown {
  const set = valueInFile('myhostname', configuration);
  const name = set === undefined ? hostName(configuration) : set.failure === undefined ? set.text : unknown;
  if (name === unknown) return unknown;
  const dot = name.indexOf('.');
  return dot === -1 ? 'localdomain' : name.slice(dot + 1);
}
