import { assignmentsWith } from '../config/assignments-with';
import type { Configuration } from '../config/configuration';
import { referencesIn } from '../syntax/references';

const memos = new WeakMap<Configuration, ReadonlySet<string>>();

/** Whether a value of main.cf or behind `-o` has `$name` in it, in whatever form. */
export function isReferredTo(config: Configuration, name: string): boolean {
  let names = memos.get(config);
  if (names === undefined) memos.set(config, (names = new Set(allReferences(config))));
  return names.has(name);
}

function* allReferences(config: Configuration): Generator<string> {
  for (const { value } of assignmentsWith(config, '$')) {
    for (const { name } of referencesIn(config.expression(value.text))) yield name;
  }
}
