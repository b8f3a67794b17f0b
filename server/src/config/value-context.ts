import type { Catalogue } from '../catalogue/catalogue';
import type { Release } from '../catalogue/release';
import type { ValueContext } from '../values/value';

/** Contexts that were used last. A value is taken apart once for as long as its context stays the same object. */
const contexts = new Map<string, ValueContext>();
const mostContexts = 8;

/** The context of values; the same object for the same release, restriction classes (lower case) and services. */
export function sharedContext(
  catalogue: Catalogue,
  release: Release,
  classes: readonly string[],
  transports: readonly string[] | undefined,
): ValueContext {
  const key = JSON.stringify([release, classes, transports]);
  let context = contexts.get(key);
  if (context === undefined || context.catalogue !== catalogue) {
    context = { catalogue, release, restrictionClasses: new Set(classes), transports };
    if (contexts.size >= mostContexts) contexts.clear();
    contexts.set(key, context);
  }
  return context;
}
