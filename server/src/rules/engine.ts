import { isAtLeast } from '../catalogue/release';
import { servicesWithFaults } from '../config/master-options';
import { placeholders } from '../config/placeholders';
import type { Severity, SeverityChoice } from '../config/profile';
import { sameParts } from '../text/same-parts';
import { contains, overlaps, type Span } from '../text/span';
import type { Finding, NewFinding, Rule, RuleContext } from './rule';
import type { RuleInput, SilentRules } from './silent-rules';
import { silenced, suppressionsIn } from './suppression';

export interface RunOptions extends RuleInput {
  /** The user's severities by rule id. */
  readonly severities: Readonly<Record<string, SeverityChoice>>;
  /** Told of a rule that threw; the others go on. */
  readonly onCrash?: (rule: Rule, error: unknown) => void;
  /** The rules of which it is known that they find nothing here: they do not run. Others that find nothing are added. */
  readonly silent?: SilentRules | undefined;
}

/**
 * Runs rules over a configuration. A user's severity wins over the profile's, and that wins over the rule's; what a comment
 * silences is left out. The findings are in the order of the files, main.cf first.
 */
export function runRules(rules: readonly Rule[], options: RunOptions): readonly Finding[] {
  if (options.nature === 'foreign') return [];
  const { config, world, profile, silent } = options;
  const suppressions = suppressionsIn(config);
  const chosen = choose(rules, options);
  // Nobody asks for those where there are no suppressions.
  const ran = suppressions.length === 0 ? noIds : new Set(chosen.map(({ rule }) => rule.id));
  const ruleIds = { known: idsOf(rules), ran };
  const findings: Finding[] = [];
  const filledIn = options.nature === 'template' ? placeholders(config.tree.text, true) : [];

  const faulty = config.master === undefined ? [] : servicesWithFaults(config.master);

  // One report and one context for all rules: a hundred of each for every keystroke are work for the garbage collector.
  let current: ChosenRule | undefined;
  let isSilent = true;
  const report = (finding: NewFinding): void => {
    isSilent = false;
    if (current === undefined || finding.severity === 'off') return;
    const { rule } = current;
    const severity = current.severity ?? finding.severity ?? rule.severity;
    const file = finding.file ?? 'main';
    // Whatever a template's other half writes there may be right.
    if (file === 'main' && filledIn.some(placeholder => overlaps(placeholder, judged(finding)))) return;
    // Half of what such a service says is not read, or means something else.
    if (file === 'master' && rule.aboutServices !== true && faulty.some(each => contains(each, finding.span)))
      return;
    if (silenced(suppressions, rule.id, file, finding.span)) return;
    // Written out, because V8 keeps objects that are spread and then added to for longer than their version of the file.
    const { span, message, tag, related, fixes, about } = finding;
    findings.push({ rule, file, span, severity, message, tag, related, fixes, about });
  };
  const context: RuleContext = { config, world, profile, suppressions, ruleIds, report };
  const check = (): void => current?.rule.check(context);
  for (current of chosen) {
    const { rule } = current;
    if (silent?.has(rule) === true) continue;
    isSilent = true;
    try {
      const observed = config.observe(check);
      // What comments silence is not read of the configuration.
      if (isSilent && rule.aboutSuppressions !== true) silent?.add(rule, observed);
    } catch (error) {
      options.onCrash?.(rule, error);
    }
  }
  return findings.sort(inFileOrder);
}

interface ChosenRule {
  readonly rule: Rule;
  /** What the user or the profile wants instead of the rule's own. */
  readonly severity: Severity | undefined;
}

const noIds: ReadonlySet<string> = new Set();

/** The choice among some rules that was made last, and what it was made from: while somebody types, that stays the same. */
const choices = new WeakMap<
  readonly Rule[],
  { readonly from: readonly unknown[]; readonly chosen: readonly ChosenRule[] }
>();

/** The rules that run, those about suppressions last. */
function choose(rules: readonly Rule[], options: RunOptions): readonly ChosenRule[] {
  const { severities, profile, nature, world, config } = options;
  const from = [severities, profile, nature, world.isInstalled, config.release];
  const last = choices.get(rules);
  if (last !== undefined && sameParts(last.from, from)) return last.chosen;
  const chosen: ChosenRule[] = [];
  for (const rule of [...rules].sort(byTurn)) {
    const severity = severities[rule.id] ?? profile.severities[rule.id];
    if (severity !== 'off' && applies(rule, options)) chosen.push({ rule, severity });
  }
  choices.set(rules, { from, chosen });
  return chosen;
}

function byTurn(a: Rule, b: Rule): number {
  return Number(a.aboutSuppressions === true) - Number(b.aboutSuppressions === true);
}

const ids = new WeakMap<readonly Rule[], ReadonlySet<string>>();

function idsOf(rules: readonly Rule[]): ReadonlySet<string> {
  let known = ids.get(rules);
  if (known === undefined) ids.set(rules, (known = new Set(rules.map(({ id }) => id))));
  return known;
}

/** The part of the file that a finding judges: the whole entry, where it is about one. */
function judged({ about, span }: NewFinding): Span {
  return about === undefined ? span : { start: about.nameSpan.start, end: about.value.end };
}

function applies(rule: Rule, { config, nature, profile, world }: RunOptions): boolean {
  // What certificates hold is known only where they lie. Elsewhere a comment that silences such a rule is not unneeded.
  if (rule.group === 'certificates' && !world.isInstalled) return false;
  if (rule.profiles !== undefined && !rule.profiles.includes(profile.id)) return false;
  if (rule.aboutAbsence === true && nature !== 'postfix') return false;
  if (nature === 'template' && rule.onTemplates !== true) return false;
  if (rule.since !== undefined && !isAtLeast(config.release, rule.since)) return false;
  return rule.until === undefined || !isAtLeast(config.release, rule.until);
}

function inFileOrder(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file === 'main' ? -1 : 1;
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
