import { isAtLeast } from '../catalogue/release';
import type { Configuration } from '../config/configuration';
import type { Nature } from '../config/nature';
import { placeholders } from '../config/placeholders';
import type { Profile, Severity, SeverityChoice } from '../config/profile';
import type { World } from '../config/world';
import { overlaps, type Span } from '../text/span';
import type { Finding, NewFinding, Rule, RuleContext } from './rule';
import { silenced, suppressionsIn } from './suppression';

export interface RunOptions {
  readonly config: Configuration;
  readonly world: World;
  readonly profile: Profile;
  readonly nature: Nature;
  /** The user's severities by rule id. */
  readonly severities: Readonly<Record<string, SeverityChoice>>;
  /** Told of a rule that threw; the others go on. */
  readonly onCrash?: (rule: Rule, error: unknown) => void;
}

/**
 * Runs rules over a configuration. A user's severity wins over the profile's, and that wins over the rule's; what a comment
 * silences is left out. The findings are in the order of the files, main.cf first.
 */
export function runRules(rules: readonly Rule[], options: RunOptions): readonly Finding[] {
  if (options.nature === 'foreign') return [];
  const { config, world, profile } = options;
  const suppressions = suppressionsIn(config);
  const ran = new Set<string>();
  const ruleIds = { known: idsOf(rules), ran };
  const findings: Finding[] = [];
  const filledIn = options.nature === 'template' ? placeholders(config.tree.text, true) : [];

  // One report and one context for all rules: a hundred of each for every keystroke are work for the garbage collector.
  let rule: Rule | undefined;
  let chosen: SeverityChoice | undefined;
  const report = (finding: NewFinding): void => {
    if (rule === undefined || finding.severity === 'off') return;
    const severity = (chosen as Severity | undefined) ?? finding.severity ?? rule.severity;
    const file = finding.file ?? 'main';
    // Whatever a template's other half writes there may be right.
    if (file === 'main' && filledIn.some(placeholder => overlaps(placeholder, judged(finding)))) return;
    if (silenced(suppressions, rule.id, file, finding.span)) return;
    // Written out, because V8 keeps objects that are spread and then added to for longer than their version of the file.
    const { span, message, tag, related, fixes, about } = finding;
    findings.push({ rule, file, span, severity, message, tag, related, fixes, about });
  };
  const context: RuleContext = { config, world, profile, suppressions, ruleIds, report };
  const run = (next: Rule): void => {
    chosen = options.severities[next.id] ?? profile.severities[next.id];
    if (chosen === 'off' || !applies(next, options)) return;
    // Nobody asks for those where there are no suppressions.
    if (suppressions.length > 0) ran.add(next.id);
    rule = next;
    try {
      next.check(context);
    } catch (error) {
      options.onCrash?.(next, error);
    }
  };
  for (const next of rules) if (next.aboutSuppressions !== true) run(next);
  for (const next of rules) if (next.aboutSuppressions === true) run(next);
  return findings.sort(inFileOrder);
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
