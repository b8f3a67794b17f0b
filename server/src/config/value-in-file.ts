import type { Configuration } from './configuration';
import { hostNameError } from '../values/host-name';
import { expandText, type Expansion } from './expand';

/**
 * The value of a name as programs compute it before they know any default: only what main.cf itself says counts, in the
 * references too. Undefined where main.cf does not set the name (mail_conf_lookup_eval(3)).
 */
export function valueInFile(name: string, configuration: Configuration): Expansion | undefined {
  const text = configuration.setting(name)?.winner.value.text;
  if (text === undefined) return undefined;
  return expandText(text, {
    release: configuration.release,
    expression: value => configuration.expression(value),
    lookup: reference => configuration.setting(reference)?.winner.value.text,
  });
}

/** What programs find out before they know any default, so that its value can be made of what main.cf sets only. */
export const foundOutFirst: readonly string[] = ['myhostname', 'mydomain'];

/** What a name of this machine refers to that has a default only, where the programs stop because nothing is left of the name. */
export function defaultsInName(name: string, configuration: Configuration): readonly string[] {
  const value = valueInFile(name, configuration);
  if (value === undefined || value.failure !== undefined || value.undefinedNames.length === 0) return [];
  // myhostname is known by the time mydomain is wanted, from the system if need be.
  if (name === 'mydomain' && value.undefinedNames.includes('myhostname')) return [];
  if (hostNameError(value.text.trim()) === undefined) return [];
  return value.undefinedNames.filter(one => configuration.lookup(one) !== undefined);
}
