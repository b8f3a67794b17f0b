import { isAtLeast } from '../catalogue/release';
import type { Configuration } from '../config/configuration';
import type { Nature } from '../config/nature';
import type { Profile, SeverityChoice } from '../config/profile';
import type { World } from '../config/world';
import type { Finding, NewFinding, Rule } from './rule';

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

/** Runs rules over a configuration. The findings are in the order of the files, main.cf first. */
export function runRules(rules: readonly Rule[], options: RunOptions): readonly Finding[] {
  const { config, world, profile, nature } = options;
  if (nature === 'foreign') return [];
  const findings: Finding[] = [];
  for (const rule of rules) {
    const chosen = options.severities[rule.id] ?? profile.severities[rule.id];
    if (chosen === 'off') continue;
    if (rule.aboutAbsence === true && nature !== 'postfix') continue;
    if (nature === 'template' && rule.onTemplates !== true) continue;
    if (rule.since !== undefined && !isAtLeast(config.release, rule.since)) continue;
    if (rule.until !== undefined && isAtLeast(config.release, rule.until)) continue;
    const report = (finding: NewFinding): void => {
      const severity = chosen ?? finding.severity ?? rule.severity;
      if (severity !== 'off') findings.push({ ...finding, rule, severity, file: finding.file ?? 'main' });
    };
    try {
      rule.check({ config, world, profile, report });
    } catch (error) {
      options.onCrash?.(rule, error);
    }
  }
  return findings.sort(
    (a, b) => a.file.localeCompare(b.file) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
}
