import { assignmentsWith } from '../config/assignments-with';
import type { Configuration } from '../config/configuration';
import { referencesIn } from '../syntax/references';

/** Whether a value of main.cf or behind `-o` has `$name` in it, in whatever form. */
export function isReferredTo(config: Configuration, name: string): boolean {
  return config.derived(allReferences).has(name);
}

function allReferences(config: Configuration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { value } of assignmentsWith(config, '$')) {
    for (const { name } of referencesIn(config.expression(value.text))) names.add(name);
  }
  return names;
}
