import type { Kind } from '../../catalogue/kind';
import { Configuration } from '../../config/configuration';
import { runRules } from '../../rules/engine';
import { rules } from '../../rules/index';
import type { Finding, Rule } from '../../rules/rule';
import { watching } from '../../rules/watches';
import { parseMainCf } from '../../syntax/parse-main';
import { parseMasterCf } from '../../syntax/parse-master';
import { difference } from '../../text/difference';
import { applyEdits, type TextEdit } from '../../text/edit';
import { ownCopy } from '../../text/own-copy';
import { sameParts } from '../../text/same-parts';
import { parseOnce } from '../../values/parse-value';
import type { ProblemCode } from '../../values/problem-codes';
import type { ValueProblem } from '../../values/value';
import type { Analysis } from '../analysis';
import { overrideOf, type ValuePlace } from './place';
import { openBraces } from './slot';

/** What is brought along so that a value does what it says: `dane` needs DNSSEC. */
export interface Companions {
  readonly edits: readonly TextEdit[];
  /** What has to follow what is typed at once. */
  readonly tail: string;
  /** What they do, in words. */
  readonly titles: readonly string[];
}

const noCompanions: Companions = { edits: [], tail: '', titles: [] };

/** Files longer than this are not read once more for each candidate, in UTF-16 units; neither are values of that length. */
const longestTried = 200_000;
const longestValue = 5_000;

/** Lists of so many words that these are judged by their kind alone. */
const untriedKinds: ReadonlySet<Kind['type']> = new Set([
  'restrictions',
  'cipher-exclusions',
  'cipher-string',
]);
/** But for those that take the effect from what stands behind them. */
export const modifiers: ReadonlySet<string> = new Set(['warn_if_reject']);

/** Problems by what they are: one of another sort does not make up for one that is gone. */
type Problems = readonly ProblemCode[];

/**
 * What problems a value has with each of the words that were tried in one place of it. While somebody types a word, the list is asked for with
 * each letter, and what stands around it stays the same.
 */
let lastTried: { readonly around: readonly unknown[]; readonly problems: Map<string, Problems> } = {
  around: [],
  problems: new Map(),
};

/**
 * Legal is not suggested: what could be typed is tried before it is offered, on the reader of its kind and on the rules that
 * watch the parameter, so that completion offers nothing that a rule would then complain of.
 */
export class Trial {
  readonly #problems: Problems;
  /** What closes the braces that the value leaves open while one types in them. */
  readonly #closing: string;
  readonly #answers = new Map<string, Companions | undefined>();
  #rules: readonly Rule[] | undefined;
  #before: ReadonlyMap<string, number> | undefined;

  /** With `isLenient`, what rules say of the value as it stands is no reason to keep anything back. */
  constructor(
    readonly analysis: Analysis,
    readonly place: ValuePlace,
    readonly isLenient = false,
  ) {
    this.#closing = '}'.repeat(openBraces(place.before + place.after).length);
    this.#problems = this.#problemsElsewhere();
  }

  /** Whether its kind can read the value with this in it. */
  fits(typed: string): boolean {
    return isNoWorse(this.#problemsWith(typed), this.#problems);
  }

  /** Whether the value is no worse with the first than with the second. */
  fitsAsWell(typed: string, other: string): boolean {
    return isNoWorse(this.#problemsWith(typed), this.#problemsWith(other));
  }

  /**
   * What has to be brought along so that no rule complains; undefined where one would in any case. What is merely absent and what
   * only a person knows, such as a certificate, keeps nothing back. Of what is `alike` only the first is tried.
   */
  companions(typed: string, alike = typed): Companions | undefined {
    if (!this.#answers.has(alike)) this.#answers.set(alike, this.#try(typed));
    return this.#answers.get(alike);
  }

  #try(typed: string): Companions | undefined {
    const { analysis, place } = this;
    const takesEffect = modifiers.has(typed) && place.after.trim() !== '';
    const isJudged = untriedKinds.has(place.valueKind.type) && !takesEffect;
    if (isJudged || analysis.text.length > longestTried || this.#watching.length === 0) return noCompanions;
    const edit: TextEdit = { span: place.replace, newText: typed + place.separator };
    const text = applyEdits(analysis.text, [edit]);
    const complaints = this.#complaintsOf(text);
    if (complaints.length === 0) return noCompanions;
    const typedSpan = { start: place.replace.start, end: place.replace.start + edit.newText.length };
    const edits: TextEdit[] = [];
    const titles: string[] = [];
    let tail = '';
    for (const { file, fixes } of complaints) {
      const fix = fixes?.[0];
      if (fix === undefined) return undefined;
      for (const one of fix.edits()) {
        if ((one.file ?? file) !== analysis.file) return undefined;
        const { span, newText } = one;
        if (span.start === typedSpan.end && span.end === span.start) tail += newText;
        else if (span.start <= typedSpan.end && span.end >= typedSpan.start) return undefined;
        else edits.push({ span, newText });
      }
      titles.push(fix.title);
    }
    const end = { start: typedSpan.end, end: typedSpan.end };
    const completed = applyEdits(text, [...edits, { span: end, newText: tail }]);
    if (this.#complaintsOf(completed).length > 0) return undefined;
    const grown = typedSpan.end - place.replace.end;
    const moved = edits.map(({ span, newText }) =>
      span.start < typedSpan.start
        ? { span, newText }
        : { span: { start: span.start - grown, end: span.end - grown }, newText },
    );
    return { edits: moved, tail, titles };
  }

  #problemsWith(typed: string): Problems {
    const { before, after, separator, valueKind } = this.place;
    if (before.length + after.length > longestValue) return none;
    const { valueContext } = this.analysis.config;
    const behind = separator + after + this.#closing;
    const around = [valueKind, valueContext, before, behind] as const;
    if (!sameParts(lastTried.around, around)) {
      lastTried = {
        around: [valueKind, valueContext, ownCopy(before), ownCopy(behind)],
        problems: new Map(),
      };
    }
    const { problems } = lastTried;
    let found = problems.get(typed);
    if (found === undefined)
      problems.set(typed, (found = codesOf(this.#problemsIn(before + typed + behind))));
    return found;
  }

  /** What is wrong with the value apart from the word that is being typed: beside it, or around it. */
  #problemsElsewhere(): Problems {
    const { before, after, replace } = this.place;
    if (before.length + after.length > longestValue) return none;
    const word = this.analysis.text.slice(replace.start, replace.end);
    const from = before.length;
    const to = from + word.length;
    const problems = this.#problemsIn(before + word + after + this.#closing);
    return codesOf(
      problems.filter(({ start, end }) => end < from || start > to || (start < from && end > to)),
    );
  }

  #problemsIn(text: string): readonly ValueProblem[] {
    return parseOnce(text, this.place.valueKind, this.analysis.config.valueContext).problems;
  }

  get #watching(): readonly Rule[] {
    return (this.#rules ??= watching(rules, this.place.assignment.name));
  }

  /** The findings at warning or above that the file did not have before and that a person need not supply anything for. */
  #complaintsOf(text: string): readonly Finding[] {
    this.#before ??= this.#countBefore();
    const loud = this.#loud(this.#configOf(text));
    const counts = countByRule(loud);
    return loud.filter(
      ({ rule: { id, aboutAbsence }, fixes = [] }) =>
        (aboutAbsence !== true || fixes.length > 0) &&
        (counts.get(id) as number) > ((this.#before as typeof counts).get(id) ?? 0),
    );
  }

  /**
   * How often each rule complains of the file as it is. Where the word is all that the value has, only of what is wrong
   * without the entry as well: the rest comes from a value that is not there yet.
   */
  #countBefore(): ReadonlyMap<string, number> {
    const { analysis, place } = this;
    const asItIs = countByRule(this.#loud(analysis.config));
    if (this.isLenient || asItIs.size === 0 || !isWholeValue(place)) return asItIs;
    const { nameSpan, value } = place.assignment;
    const span = overrideOf(place.assignment) ?? {
      start: nameSpan.start,
      end: Math.max(value.end, place.replace.end),
    };
    const without = applyEdits(analysis.text, [{ span, newText: '' }]);
    const counts = countByRule(this.#loud(this.#configOf(without)));
    return new Map([...asItIs].map(([id, count]) => [id, Math.min(count, counts.get(id) ?? 0)]));
  }

  #configOf(text: string): Configuration {
    const { config, file } = this.analysis;
    const { catalogue, release, host } = config;
    const edit = difference(this.analysis.text, text);
    return new Configuration({
      tree: file === 'main' ? parseMainCf(text) : config.tree,
      master: file === 'master' ? parseMasterCf(text) : config.master,
      catalogue,
      release,
      host,
      earlier: file === 'main' ? { config, edit } : undefined,
    });
  }

  #loud(config: Configuration): readonly Finding[] {
    const { world, profile, nature, settings } = this.analysis;
    return runRules(this.#watching, { config, world, profile, nature, severities: settings.rules }).filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
  }
}

const none: Problems = [];

function codesOf(problems: readonly ValueProblem[]): Problems {
  return problems.length === 0 ? none : problems.map(({ code }) => code);
}

/** Whether there is nothing in the first that is not in the second, as often. */
function isNoWorse(problems: Problems, than: Problems): boolean {
  if (problems.length > than.length) return false;
  const left = [...than];
  return problems.every(code => {
    const at = left.indexOf(code);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

/** Whether the value has nothing but the word that is being typed. */
export function isWholeValue({ before, after }: ValuePlace): boolean {
  return before.trim() === '' && after.trim() === '';
}

function countByRule(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  return counts;
}
