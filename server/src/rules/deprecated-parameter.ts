import type { Parameter } from '../catalogue/model';
import { formatRelease, isAtLeast } from '../catalogue/release';
import { obsoleteAssignments } from '../config/assignments-with';
import type { Assignment, Configuration } from '../config/configuration';
import { usageOf } from '../config/usage';
import type { World } from '../config/world';
import { removeAssignment, renameEntry } from './edits';
import { safeInRelease } from './history';
import { isOldTlsSwitch, levelFixes } from './old-tls-switches';
import { isReferredTo } from './referred';
import type { Fix, Rule } from './rule';

export const deprecatedParameter: Rule = {
  id: 'deprecated-parameter',
  title: 'Deprecated parameter',
  group: 'deprecated',
  severity: 'warning',
  why: `Postfix still reads this parameter, but a later release will not: postconf warns of it from 3.9
    on, of more names from 3.11 on. Where the new name takes the same values, only the name has to
    change; the switches for TLS became security levels.`,
  sources: [{ title: 'Postfix DEPRECATION_README', url: 'https://www.postfix.org/DEPRECATION_README.html' }],
  bad: { main: '‹virtual_maps› = hash:/etc/postfix/virtual\n' },
  good: { main: 'virtual_alias_maps = hash:/etc/postfix/virtual\n' },
  fix: 'safe',
  onTemplates: true,
  check({ config, world, report }) {
    const usage = usageOf(config);
    for (const assignment of obsoleteAssignments(config)) {
      const parameter = assignment.parameter?.parameter;
      if (parameter?.deprecated === undefined || hasRuleOfItsOwn(parameter, config)) continue;
      if (!usage.isBuiltIn(assignment.name)) continue;
      const { since, replacement } = parameter.deprecated;
      const isWarnedOf = since !== undefined && isAtLeast(config.release, since);
      const advice =
        replacement === undefined
          ? 'Take the line out before you move to a release without it'
          : `Use ${replacement}`;
      report({
        file: assignment.file,
        span: assignment.nameSpan,
        tag: 'deprecated',
        about: assignment,
        severity: isWarnedOf && world.releaseSource !== 'assumed' ? 'warning' : 'information',
        message: isWarnedOf
          ? `Postfix ${formatRelease(config.release)} warns that it will stop reading ${assignment.name}. ${advice}.`
          : `${assignment.name} is an old name that Postfix ${since ?? 'later'} ${since === undefined ? 'drops' : 'and later warn of'}. ${advice}.`,
        fixes: fixesOf(config, world, assignment, parameter),
      });
    }
  },
};

/** What has no effect any more, and the DH file, are told by rules of their own. */
function hasRuleOfItsOwn({ name, noEffectSince }: Parameter, { release }: Configuration): boolean {
  if (name.endsWith('_dh1024_param_file')) return true;
  return noEffectSince !== undefined && isAtLeast(release, noEffectSince);
}

function fixesOf(
  config: Configuration,
  world: World,
  assignment: Assignment,
  { deprecated }: Parameter,
): Fix[] {
  if (isOldTlsSwitch(assignment.name)) return levelFixes(config, assignment);
  const replacement = deprecated?.replacement;
  const successor = replacement === undefined ? undefined : config.catalogue.parameter(replacement);
  if (replacement === undefined || successor === undefined) {
    return [
      {
        title: `Remove ${assignment.name}`,
        safety: 'unsafe',
        edits: () => removeAssignment(config, assignment),
      },
    ];
  }
  if (!config.catalogue.exists(successor, config.release) || config.isSet(replacement)) return [];
  if (deprecated?.rename !== true) return [];
  return [
    {
      title: `Rename it to ${replacement}`,
      safety: isSameConfiguration(config, assignment, replacement) ? safeInRelease(world) : 'unsafe',
      edits: () => [renameEntry(assignment, replacement)],
    },
  ];
}

/**
 * Whether Postfix reads the same under the new name: it is set nowhere else, nothing speaks of the old one, and what the new name
 * stands for now (by way of its default, which refers to the old one) is what it would be set to.
 */
function isSameConfiguration(config: Configuration, assignment: Assignment, replacement: string): boolean {
  const { name, file } = assignment;
  if (file === 'master' || config.assignmentsOf(name).length > 1) return false;
  if (config.assignmentsOf(replacement).length > 0) return false;
  if (isReferredTo(config, name)) return false;
  const before = config.value(replacement);
  return before.failure === undefined && before.text === config.value(name).text;
}
