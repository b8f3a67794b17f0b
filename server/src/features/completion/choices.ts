import type { Kind } from '../../catalogue/kind';
import type { Parameter } from '../../catalogue/model';
import type { Configuration } from '../../config/configuration';
import { candidatesFor } from '../../values/parse-value';

/** Kinds of one word out of few. */
const choosable = new Set<Kind['type']>(['boolean', 'enumeration', 'security-level', 'cipher-grade']);

/** A snippet placeholder whose choices are the values; undefined for kinds with more than a handful. */
export function choiceSnippet({ name, kind }: Parameter, config: Configuration): string | undefined {
  if (!choosable.has(kind.type)) return undefined;
  const labels = candidatesFor(kind, config.valueContext)
    .filter(candidate => candidate.deprecated !== true && candidate.isSnippet !== true)
    .map(candidate => candidate.label);
  if (labels.length < 2 || labels.length > 9 || labels.some(label => /[|,}$\\]/.test(label)))
    return undefined;
  // Of two values the other one is what somebody wants who sets it.
  if (kind.type === 'boolean' && config.defaultOf(name) === labels[0]) labels.reverse();
  return `\${1|${labels.join(',')}|}`;
}
