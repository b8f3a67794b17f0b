import type { Assignment, Configuration } from '../config/configuration';
import { serviceAssignment } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import { commaAndSpace, isDynamic, tokens, type Token } from '../values/tokens';
import { nearestWord } from './nearest';
import { protections, relayLists } from './relay-protection';

/** The long names; nobody can tell what else looks like `reject` or `defer`. */
const names = protections.filter(name => name.includes('_'));

/** A word in a service's lists that was meant to protect against relaying. */
export function misspeltProtection(
  config: Configuration,
  service: Service | undefined,
): { readonly assignment: Assignment; readonly word: Token; readonly meant: string } | undefined {
  for (const list of relayLists) {
    const assignment = serviceAssignment(config, service, list);
    if (assignment === undefined) continue;
    for (const word of tokens(assignment.value.text, commaAndSpace, true)) {
      if (isDynamic(word.text) || config.catalogue.restriction(word.text) !== undefined) continue;
      const meant = nearestWord(word.text.toLowerCase(), names);
      if (meant !== undefined) return { assignment, word, meant };
    }
  }
  return undefined;
}
