import { isAtLeast } from '../catalogue/release';
import type { Assignment, Configuration } from '../config/configuration';
import type { Severity, SeverityChoice, TlsUse } from '../config/profile';
import { isInForce } from '../config/in-force';
import { assignmentsOfKind } from '../config/assignments-with';
import { problemsWithCode } from '../config/value-problems';
import type { World } from '../config/world';
import { protocols, protocolSet, type Protocol, type ProtocolSet } from '../values/tls-protocols';
import type { ParsedValue, ValueProblem } from '../values/value';
import { rewriteValue } from './edits';
import type { Fix } from './rule';
import { isMandatory, tlsServices } from './tls-services';

/** A list of TLS versions that main.cf or a service sets, and what it is for. */
export interface ProtocolList {
  readonly assignment: Assignment;
  readonly parsed: ParsedValue;
  /** What Postfix does not understand, but for what stands in quotes or in a comment. */
  readonly problems: readonly ValueProblem[];
  readonly set: ProtocolSet;
  readonly use: TlsUse;
  /** Whether a service has a level at which Postfix reads it; undefined where nobody can say. */
  readonly isRead: boolean | undefined;
}

/** All lists in force, in the order of the files. */
export function protocolLists(config: Configuration): readonly ProtocolList[] {
  return config.derived(collect);
}

/** The lists of which it is certain what they mean. */
export function certainProtocolLists(config: Configuration): readonly ProtocolList[] {
  return protocolLists(config).filter(({ set }) => !set.isDynamic && set.invalid === undefined);
}

const codes = ['unknown-protocol', 'unknown-version-number', 'blank-after-bound', 'too-new'];

function collect(config: Configuration): ProtocolList[] {
  const byAssignment = new Map<Assignment, ValueProblem[]>();
  for (const { assignment, problem } of problemsWithCode(config, ...codes)) {
    const problems = byAssignment.get(assignment);
    if (problems === undefined) byAssignment.set(assignment, [problem]);
    else problems.push(problem);
  }
  return assignmentsOfKind(config, 'tls-protocols')
    .filter(assignment => isInForce(config, assignment))
    .map(assignment => {
      const parsed = config.parsed(assignment);
      const problems = byAssignment.get(assignment) ?? [];
      const set = protocolSet(parsed, config.release);
      const use = tlsUseOf(assignment.name);
      return { assignment, parsed, problems, set, use, isRead: isRead(config, assignment) };
    });
}

/** What a parameter of protocols or ciphers is for, by its name. */
export function tlsUseOf(name: string): TlsUse {
  const side = /^(smtpd_|tlsproxy_tls_|postscreen_)/.test(name) ? 'server' : 'client';
  return name.includes('_mandatory_') ? `${side}-mandatory` : `${side}-opportunistic`;
}

/**
 * Whether a service reads a parameter of protocols or ciphers: the `*_mandatory_*` one counts where TLS is required, its twin
 * where it is not. Undefined without a master.cf, and where a level is not known.
 */
export function isRead(config: Configuration, { name, service }: Assignment): boolean | undefined {
  const match = /^(smtpd|smtp|lmtp)_tls_(mandatory_)?/.exec(name);
  if (match === null || config.master === undefined) return undefined;
  const mandatory = match[2] !== undefined;
  let isUnknown = false;
  for (const candidate of tlsServices(config)) {
    if (candidate.prefix !== match[1] || (service !== undefined && candidate.service !== service)) continue;
    const level = candidate.wrappermode ? 'encrypt' : candidate.level.value;
    // Behind DANE records, and in a policy for one destination, the other set counts.
    if (level === undefined || level.startsWith('dane')) isUnknown = true;
    else if (level !== 'none' && isMandatory(level) === mandatory) return true;
  }
  if (isUnknown) return undefined;
  const policies = match[1] === 'smtpd' ? '' : config.known(`${match[1]}_tls_policy_maps`);
  return policies === '' ? false : undefined;
}

/** A severity for something that may not be read at all: nobody is warned of what has no effect. */
export function severityIfRead(
  severity: SeverityChoice,
  { isRead }: { isRead: boolean | undefined },
): SeverityChoice {
  if (isRead !== false || severity === 'off' || severity === 'hint') return severity;
  return 'information' satisfies Severity;
}

/** `TLS 1.2`, as people write it. */
export function protocolTitle(protocol: Protocol): string {
  return protocol === 'SSLv3'
    ? 'SSLv3'
    : `TLS ${protocol === 'TLSv1' ? '1.0' : protocol.slice('TLSv'.length)}`;
}

/** A list that switches on one version and all that are newer, as the target release understands it. */
export function listFrom(
  floor: Protocol,
  config: Configuration,
  world: World,
  assignment: Assignment,
): string {
  // A list of exclusions is understood by every release.
  if (world.releaseSource !== 'assumed' && isAtLeast(config.release, '3.6')) return `>=${floor}`;
  return listWithout(protocols.slice(0, protocols.indexOf(floor)), assignment);
}

/** A list of exclusions, separated as the list is that it replaces. */
export function listWithout(excluded: readonly Protocol[], { file, value }: Assignment): string {
  return ['SSLv2', ...excluded].map(name => `!${name}`).join(separatorFor(file, value.text));
}

function separatorFor(file: Assignment['file'], list: string): string {
  // A blank ends the value of an `-o`.
  if (file === 'master') return list.includes(':') ? ':' : ',';
  if (!/[,:\s]/.test(list) || list.includes(', ')) return ', ';
  const [separator = ' '] = /[,:]/.exec(list) ?? [];
  return separator;
}

/** A fix that writes a list anew. */
export function listFix(config: Configuration, assignment: Assignment, value: string, note = ''): Fix {
  return {
    title: `Set ${assignment.name} to ${value}${note}`,
    safety: 'unsafe',
    edits: () => rewriteValue(config, assignment, value),
  };
}

/** Where a whole list stands, for a finding. */
export function placeOfList({ assignment }: ProtocolList) {
  const { file, value, nameSpan } = assignment;
  return { about: assignment, file, span: value.text === '' ? nameSpan : value.span };
}
