import type { Configuration } from './configuration';

/**
 * The default of a parameter that Postfix computes instead of taking it from a table (mail_params.c): undefined for
 * ordinary parameters, `unknown` where only the machine that runs Postfix can say.
 */
export function computedDefault(name: string, configuration: Configuration): string | undefined {
  const parameter = configuration.catalogue.parameter(name);
  if (parameter?.computedFrom === undefined) return undefined;
  const built = configuration.host?.built.get(name);
  if (built !== undefined) return built;
  switch (name) {
    case 'myhostname':
      return configuration.host === undefined ? 'unknown' : fullHostName(configuration);
    case 'mydomain':
      return domainOf(configuration);
    default:
      return parameter.computedFrom === 'host' ? 'unknown' : undefined;
  }
}

/** A host name without a dot gets mydomain, or "localdomain", as get_hostname and mail_params.c do. */
function fullHostName(configuration: Configuration): string {
  const name = configuration.host?.hostName ?? '';
  if (name.includes('.')) return name;
  return `${name}.${configuration.setting('mydomain')?.winner.value.text ?? 'localdomain'}`;
}

/** mydomain is myhostname without its first label, or "localdomain" when there is only one. */
function domainOf(configuration: Configuration): string {
  const { text, unknown, failure } = configuration.value('myhostname');
  if (unknown.length > 0 || failure !== undefined) return 'unknown';
  const dot = text.indexOf('.');
  return dot === -1 ? 'localdomain' : text.slice(dot + 1);
}
