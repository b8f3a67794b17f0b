import type { Parameter } from '../catalogue/model';
import type { Assignment, Configuration } from '../config/configuration';
import { hasInvisible } from '../config/foreign-syntax';
import { usageOf } from '../config/usage';
import { remembered } from '../text/remembered';
import { nearestWord } from '../values/nearest';
import { renameEntry } from './edits';
import type { NewFinding, Rule } from './rule';

export const unknownParameter: Rule = {
  id: 'unknown-parameter',
  title: 'Parameter that Postfix does not know',
  group: 'names',
  severity: 'warning',
  why: `Postfix ignores a name that it does not know, and its daemons do not say so: only postconf warns
    of an "unused parameter". The setting that was meant keeps its default. Names that something refers
    to, in main.cf or in master.cf, are not reported.`,
  sources: [{ title: 'postconf(1)', url: 'https://www.postfix.org/postconf.1.html' }],
  bad: { main: '‹smtp_tls_securty_level› = may\n' },
  good: { main: 'smtp_tls_security_level = may\n' },
  fix: 'unsafe',
  check({ config, report }) {
    let guesses = maximalGuesses;
    for (const { kind, name, assignment } of usageOf(config).complaints) {
      if (kind !== 'unused' || hasInvisible(name) || config.catalogue.parameter(name) !== undefined) continue;
      const finding = memberOfFamily(config, name) ?? unknownName(config, name, assignment, guesses-- > 0);
      if (finding === undefined) continue;
      report({
        file: assignment.file,
        span: assignment.nameSpan,
        ...finding,
        tag: 'unnecessary',
        about: assignment,
      });
    }
  },
};

/** A guess compares a name with all others; a file of thousands of unknown names is not a main.cf anyway. */
const maximalGuesses = 200;

type Said = Pick<NewFinding, 'message' | 'severity' | 'fixes'>;

/** `slow_destination_rate_delay` is no parameter without a service called `slow`. */
function memberOfFamily({ catalogue, master }: Configuration, name: string): Said | undefined {
  const member = catalogue.familyOf(name);
  if (member === undefined) return undefined;
  // Without a master.cf nobody knows which services there are.
  if (master === undefined) return { severity: 'off', message: '' };
  return {
    severity: 'information',
    message: `This does nothing: master.cf has no mail delivery service called "${member.service}". Add the service, or remove the line.`,
  };
}

function unknownName(
  config: Configuration,
  name: string,
  assignment: Assignment,
  mayGuess: boolean,
): Said | undefined {
  const nearest = mayGuess ? namesKnownTo(config).nearest(name) : undefined;
  if (nearest !== undefined) {
    return {
      message: `Postfix has no parameter ${name} and ignores this line. Probably ${nearest} is meant.`,
      fixes: [
        {
          title: `Change to ${nearest}`,
          safety: 'unsafe',
          edits: () => [renameEntry(assignment, nearest)],
        },
      ],
    };
  }
  // It may be a name that a master.cf uses which was not read.
  if (config.master === undefined) return undefined;
  return {
    message: `Postfix has no parameter ${name}, and nothing in main.cf or master.cf refers to it: the line does nothing. Correct the name, or remove the line.`,
  };
}

/** The parameters of a release, prepared for guesses: by the list of them that the catalogue keeps. */
const memos = new WeakMap<readonly Parameter[], KnownNames>();
const mostGuesses = 2_000;

function namesKnownTo({ catalogue, release }: Configuration): KnownNames {
  const parameters = catalogue.parametersOf(release);
  let names = memos.get(parameters);
  if (names === undefined)
    memos.set(parameters, (names = new KnownNames(parameters.map(({ name }) => name))));
  return names;
}

class KnownNames {
  readonly #bySpelling: ReadonlyMap<string, string>;
  /**
   * The parameter of the target release that was probably meant: the same but for case and underscores, or two letters off. The same unknown names
   * are there at the next keystroke.
   */
  readonly nearest = remembered(mostGuesses, (name: string) => this.#guess(name));

  constructor(readonly names: readonly string[]) {
    this.#bySpelling = new Map(names.map(known => [spelling(known), known]));
  }

  #guess(name: string): string | undefined {
    const same = this.#bySpelling.get(spelling(name));
    if (same !== undefined) return same;
    // Long names have much in common, and people make up names of their own: two letters, not more.
    return name.length < 8 ? undefined : nearestWord(name, this.names, 2);
  }
}

function spelling(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, '');
}
