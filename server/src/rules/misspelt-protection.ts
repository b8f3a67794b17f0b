import type { Assignment, Configuration } from '../config/configuration';
import { serviceAssignment } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import { nearestWord, unfinishedWord } from '../values/nearest';
import { commaAndSpace, isDynamic, tokens, type Token } from '../values/tokens';
import { protections, relayLists, relayProtection } from './relay-protection';
import { servicesFor } from './services';

/** The long names; nobody can tell what else looks like `reject` or `defer`. */
const names = protections.filter(name => name.includes('_'));

export interface MisspeltProtection {
  readonly assignment: Assignment;
  readonly word: Token;
  readonly meant: string;
}

/** The misspelt words but for which smtpd would start; each once. */
export function missedProtections(config: Configuration): readonly MisspeltProtection[] {
  const found = new Map<string, MisspeltProtection>();
  for (const service of servicesFor(config, 'smtpd')) {
    if (relayProtection(config, service) !== 'missing') continue;
    const misspelt = misspeltProtection(config, service);
    if (misspelt === undefined) continue;
    const { assignment, word } = misspelt;
    found.set(`${assignment.file} ${assignment.nameSpan.start} ${word.start}`, misspelt);
  }
  return [...found.values()];
}

/** A word in a service's lists that was meant to protect against relaying. */
export function misspeltProtection(
  config: Configuration,
  service: Service | undefined,
): MisspeltProtection | undefined {
  for (const list of relayLists) {
    const assignment = serviceAssignment(config, service, list);
    if (assignment === undefined) continue;
    for (const word of tokens(assignment.value.text, commaAndSpace, true)) {
      if (isDynamic(word.text) || config.catalogue.restriction(word.text) !== undefined) continue;
      const unfinished = unfinishedWord(
        word.text,
        config.catalogue.restrictions.map(({ name }) => name),
      );
      const meant = names.find(name => name === unfinished) ?? nearestWord(word.text.toLowerCase(), names);
      if (meant !== undefined) return { assignment, word, meant };
    }
  }
  return undefined;
}
