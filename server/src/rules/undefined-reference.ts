import type { Configuration } from '../config/configuration';
import { usageOf } from '../config/usage';
import { nearestWord } from '../values/nearest';
import { replaceInValue } from './edits';
import type { Rule } from './rule';

export const undefinedReference: Rule = {
  id: 'undefined-reference',
  title: 'Reference to a name that nothing defines',
  group: 'names',
  severity: 'warning',
  why: `A $name that is set nowhere becomes nothing: the value is shorter than it looks, often without
    any message, because only postconf warns.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'mydomain = example.com\nmydestination = localhost.$‹mydomian›, localhost\n' },
  good: { main: 'mydomain = example.com\nmydestination = localhost.$mydomain, localhost\n' },
  fix: 'unsafe',
  check({ config, report }) {
    let names: readonly string[] | undefined;
    let guesses = 200;
    for (const { kind, name, assignment, span } of usageOf(config).complaints) {
      if (kind !== 'undefined' || span === undefined) continue;
      names ??= knownNames(config);
      const nearest = guesses-- > 0 ? nearestWord(name, names, name.length < 6 ? 1 : 2) : undefined;
      const advice =
        nearest === undefined ? `Set ${name}, or take the reference out` : `Probably $${nearest} is meant`;
      report({
        file: assignment.file,
        span: assignment.value.toFile(span),
        about: assignment,
        message: `$${name} is defined nowhere, so nothing is put in its place. ${advice}.`,
        fixes:
          nearest === undefined
            ? []
            : [
                {
                  title: `Change to $${nearest}`,
                  safety: 'unsafe',
                  edits: () => [replaceInValue(assignment, span, nearest)],
                },
              ],
      });
    }
  },
};

/** What the file itself sets comes first: it is what people refer to. */
function knownNames({ settings, catalogue, release }: Configuration): string[] {
  return [...settings.keys(), ...catalogue.parametersOf(release).map(({ name }) => name)];
}
