import type { Configuration } from './configuration';
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
