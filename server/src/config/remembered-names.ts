import type { Catalogue } from '../catalogue/catalogue';
import { formatRelease, type Release } from '../catalogue/release';
import { parseExpression } from '../syntax/parse-expression';
import { referencesIn } from '../syntax/references';

/** Whether a release still reads a deprecated name that it does not list. */
export function isRememberedBy(catalogue: Catalogue, release: Release, name: string): boolean {
  return alwaysRemembered.has(name) || namesInDefaults(catalogue, release).has(name);
}

/** Names that no release lists any more, but every release still reads (postconf_builtin.c). */
const alwaysRemembered: ReadonlySet<string> = new Set([
  'virtual_maps',
  'fallback_relay',
  'authorized_verp_clients',
  'smtpd_client_connection_limit_exceptions',
]);

/** The names that defaults of a release refer to: `postscreen_blacklist_action` in postscreen_denylist_action's. */
function namesInDefaults(catalogue: Catalogue, release: Release): ReadonlySet<string> {
  let byRelease = mentioned.get(catalogue);
  if (byRelease === undefined) mentioned.set(catalogue, (byRelease = new Map()));
  const key = formatRelease(release);
  let names = byRelease.get(key);
  if (names === undefined) {
    byRelease.set(key, (names = new Set()));
    for (const parameter of catalogue.parameters) {
      const value = catalogue.defaultOf(parameter, release);
      if (value === undefined || !value.includes('$')) continue;
      for (const reference of referencesIn(parseExpression(value))) names.add(reference.name);
    }
  }
  return names;
}

const mentioned = new WeakMap<Catalogue, Map<string, Set<string>>>();
