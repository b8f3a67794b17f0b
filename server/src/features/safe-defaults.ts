import type { Side } from '../../../protocol/messages';
import type {
  TextDocumentEdit,
  TextEdit as LspTextEdit,
  WorkspaceEdit,
  ChangeAnnotation,
} from 'vscode-languageserver-types';
import { isAtLeast } from '../catalogue/release';
import type { Assignment, Configuration } from '../config/configuration';
import { isYes } from '../config/in-force';
import { mailServices } from '../config/instance';
import { listensToOthers } from '../config/address-families';
import { tlsPolicies } from '../config/tls-policy';
import type { TlsUse } from '../config/profile';
import { addAfter, addAtEnd, removeAssignment, rewriteValue } from '../rules/edits';
import type { FileEdit, Finding, RuleGroup } from '../rules/rule';
import type { Entry } from '../syntax/tree';
import { applyEdits, type TextEdit } from '../text/edit';
import { overlaps } from '../text/span';
import { parseValue } from '../values/parse-value';
import { protocols, protocolSet } from '../values/tls-protocols';
import type { Analysis } from './analysis';
import { assignmentAt } from './at-offset';
import { toLspEdit } from './convert';

/** One thing that the profile wants otherwise: what to write where, and why in a few words. */
interface Change {
  readonly label: string;
  readonly edits: readonly FileEdit[];
}

/**
 * The edit that brings the TLS settings of one side or both to what the profile asks for: adds what is missing, corrects what is
 * weaker, leaves everything else as it is. Every change has to be confirmed. Undefined where there is nothing to do.
 */
export function safeDefaults(analysis: Analysis, side: Side): WorkspaceEdit | undefined {
  const changes = safeDefaultChanges(analysis, side);
  if (changes.length === 0) return undefined;
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const edits: (LspTextEdit & { annotationId: string })[] = [];
  for (const [index, change] of changes.entries()) {
    const annotationId = `change-${index}`;
    changeAnnotations[annotationId] = { label: change.label, needsConfirmation: true };
    edits.push(...change.edits.map(edit => ({ ...toLspEdit(analysis.lines, edit), annotationId })));
  }
  const document: TextDocumentEdit = {
    textDocument: { uri: analysis.uri, version: analysis.version },
    edits,
  };
  return { documentChanges: [document], changeAnnotations };
}

/** The same as plain edits of main.cf. */
export function safeDefaultEdits(analysis: Analysis, side: Side): readonly FileEdit[] {
  return safeDefaultChanges(analysis, side).flatMap(({ edits }) => edits);
}

/** Why nothing is proposed for a document, in words for the person who asked; undefined where something could be. */
export function whyNoDefaults({ file, isLarge, nature }: Analysis): string | undefined {
  if (file !== 'main') return 'The TLS defaults are settings of main.cf: open that file and ask again.';
  if (isLarge) return 'The file is larger than 5 MB and is not read.';
  return nature === 'foreign' ? 'This is not a file of Postfix.' : undefined;
}

function safeDefaultChanges(analysis: Analysis, side: Side): Change[] {
  if (whyNoDefaults(analysis) !== undefined) return [];
  const changes = new Changes(analysis);
  if (side !== 'outgoing' && receives(analysis)) incoming(changes);
  if (side !== 'incoming') outgoing(changes);
  changes.repair(side);
  return changes.list;
}

/** A null client takes no mail: there is nothing to secure on its server side. */
function receives({ config }: Analysis): boolean {
  return listensToOthers(config) !== false && mailServices(config).some(service => service.side === 'server');
}

function incoming(changes: Changes): void {
  const { config } = changes.analysis;
  const policy = tlsPolicies(config).find(
    ({ of }) => of.side === 'server' && (of.use === 'mx' || of.service === undefined),
  );
  const hasCertificate = policy?.certificates.isConfigured === true;
  const level = config.known('smtpd_tls_security_level')?.toLowerCase();
  // Without a certificate STARTTLS would be announced and then fail: nothing is turned on.
  const demands = isYes(config.known('smtpd_enforce_tls')) && policy?.of.use === 'mx';
  if (hasCertificate && (level === 'none' || (level === '' && (demands || !hasSwitch(config, 'smtpd'))))) {
    changes.set('smtpd_tls_security_level', 'may', 'opportunistic TLS for incoming mail');
    if (demands) changes.remove('smtpd_enforce_tls', 'not on port 25, where all servers come');
  }
  if (!hasCertificate) return;
  changes.protocols('smtpd_tls_protocols', 'server-opportunistic');
  changes.protocols('smtpd_tls_mandatory_protocols', 'server-mandatory');
  changes.grade('smtpd_tls_ciphers', 'server-opportunistic');
  changes.grade('smtpd_tls_mandatory_ciphers', 'server-mandatory');
  if (
    isYes(config.known('smtpd_sasl_auth_enable')) &&
    config.known('smtpd_tls_auth_only')?.toLowerCase() === 'no'
  ) {
    changes.set('smtpd_tls_auth_only', 'yes', 'passwords over TLS only');
  }
  if (config.known('smtpd_tls_loglevel') === '0')
    changes.set('smtpd_tls_loglevel', '1', 'one log line per TLS session');
}

function outgoing(changes: Changes): void {
  const { config } = changes.analysis;
  const level = config.known('smtp_tls_security_level')?.toLowerCase();
  if ((level === '' && !hasSwitch(config, 'smtp')) || level === 'none')
    changes.set('smtp_tls_security_level', 'may', 'opportunistic TLS for outgoing mail');
  if (
    level?.startsWith('dane') === true &&
    config.known('smtp_dns_support_level')?.toLowerCase() !== 'dnssec'
  ) {
    changes.set('smtp_dns_support_level', 'dnssec', 'DANE needs DNSSEC lookups');
  }
  changes.protocols('smtp_tls_protocols', 'client-opportunistic');
  changes.protocols('smtp_tls_mandatory_protocols', 'client-mandatory');
  changes.grade('smtp_tls_ciphers', 'client-opportunistic');
  changes.grade('smtp_tls_mandatory_ciphers', 'client-mandatory');
  if (config.known('smtp_tls_loglevel') === '0')
    changes.set('smtp_tls_loglevel', '1', 'one log line per TLS session');
}

/** Whether one of the switches of before 2.3 asks for TLS: rules know what level it stands for. */
function hasSwitch(config: Configuration, program: 'smtpd' | 'smtp'): boolean {
  return isYes(config.known(`${program}_use_tls`)) || isYes(config.known(`${program}_enforce_tls`));
}

/** Cipher grades from the strongest to the weakest. */
const grades = ['high', 'medium', 'low', 'export', 'null'];

/** A guard against repairs that undo each other. */
const mostRounds = 20;
/** Rules of these look at one value, whatever it is for. */
const valueGroups: ReadonlySet<RuleGroup> = new Set(['values', 'deprecated']);

class Changes {
  readonly list: Change[] = [];

  constructor(readonly analysis: Analysis) {}

  /** Sets a parameter, in its place where the file has it, else near its kin. */
  set(name: string, value: string, why: string): void {
    const { config } = this.analysis;
    const assignment = this.#assignmentOf(name);
    if (assignment !== undefined) {
      if (swallows(assignment)) return;
      this.list.push({ label: `${name}: ${why}`, edits: rewriteValue(config, assignment, value) });
      return;
    }
    const kin = this.#kinOf(name);
    const edit = kin === undefined ? addAtEnd(config, name, value) : addAfter(kin, name, value);
    this.list.push({ label: `${name}: ${why}`, edits: [edit] });
  }

  remove(name: string, why: string): void {
    const { config } = this.analysis;
    const edits = config
      .assignmentsOf(name)
      .filter(({ file }) => file === 'main')
      .flatMap(assignment => removeAssignment(config, assignment));
    this.list.push({ label: `${name}: ${why}`, edits });
  }

  /** Raises a protocol list that leaves on what the profile does not want; the default counts only where the profile warns of it. */
  protocols(name: string, use: TlsUse): void {
    const { config, profile } = this.analysis;
    const minimum = profile.minimumProtocol[use];
    if (minimum.severity === 'off') return;
    const isExplicit = config.isSet(name);
    if (!isExplicit && minimum.severity !== 'warning' && minimum.severity !== 'error') return;
    const text = config.known(name);
    if (text === undefined) return;
    const set = protocolSet(parseValue(text, { type: 'tls-protocols' }, config.valueContext), config.release);
    const floor = (protocols as readonly string[]).indexOf(minimum.version);
    const isFine =
      set.invalid === undefined &&
      !set.isInclusive &&
      !set.hasHole &&
      set.enabled.every(version => protocols.indexOf(version) >= floor);
    if (isFine) return;
    const value = isAtLeast(config.release, '3.6')
      ? `>=${minimum.version}`
      : ['!SSLv2', ...protocols.slice(0, floor).map(version => `!${version}`)].join(', ');
    this.set(name, value, `${minimum.version} and newer`);
  }

  /** Replaces a grade below the profile's. */
  grade(name: string, use: TlsUse): void {
    const { config, profile } = this.analysis;
    const minimum = profile.minimumGrade[use];
    const grade = config.known(name)?.toLowerCase();
    if (grade === undefined || minimum.severity === 'off' || grades.indexOf(grade) === -1) return;
    if (grades.indexOf(grade) > grades.indexOf(minimum.grade))
      this.set(name, minimum.grade, `cipher grade ${minimum.grade}`);
  }

  /** What rules still find wrong with the TLS settings of main.cf at warning or above, as far as they can put it right. */
  repair(side: Side): void {
    for (let round = 0; round < mostRounds; round++) {
      const edits = this.list.flatMap(change => change.edits);
      const changed = this.analysis.withText(applyEdits(this.analysis.text, edits));
      const found = changed.findings.flatMap(finding => this.#repairOf(finding, changed, edits, side) ?? []);
      const [first] = found;
      if (first === undefined) return;
      this.list.push(first);
    }
  }

  /** What puts a finding in the changed text right, as edits of the text as it was. */
  #repairOf(
    { rule, severity, file, span, fixes = [] }: Finding,
    changed: Analysis,
    edits: readonly TextEdit[],
    side: Side,
  ): Change | undefined {
    if (file !== 'main' || (severity !== 'error' && severity !== 'warning')) return undefined;
    const assignment = assignmentAt(changed, span.start);
    const name = assignment?.name ?? '';
    const isAboutTls = rule.group === 'tls' || (valueGroups.has(rule.group) && name.includes('tls'));
    const [fix] = fixes;
    if (!isAboutTls || fix === undefined) return undefined;
    if (side !== 'both' && side !== sideOf(name)) return undefined;
    const own = fix.edits();
    if (own.some(edit => edit.file === 'master' || takesOthers(changed.text, edit))) return undefined;
    const before: FileEdit[] = [];
    for (const { span: place, newText } of own) {
      const start = offsetBefore(place.start, place.end > place.start, edits);
      const end = offsetBefore(place.end, false, edits);
      if (start === undefined || end === undefined) return undefined;
      before.push({ file: 'main', span: { start, end }, newText });
    }
    if (before.some(edit => edits.some(other => overlaps(edit.span, other.span)))) return undefined;
    return { label: `${name}: ${fix.title}`, edits: before };
  }

  #assignmentOf(name: string): Assignment | undefined {
    return this.analysis.config.assignmentsOf(name).findLast(({ file }) => file === 'main');
  }

  /** The last entry whose name begins alike: `smtpd_tls_`, then `smtpd_`. */
  #kinOf(name: string): Entry | undefined {
    const { entries } = this.analysis.config;
    const [side] = name.split('_');
    return (
      entries.findLast(entry => entry.name.startsWith(`${side}_tls_`)) ??
      entries.findLast(entry => entry.name.startsWith(`${side}_`))
    );
  }
}

/** Whether the lines below a value were meant to be entries of their own: then it is not ours to write anew. */
function swallows({ value }: Assignment): boolean {
  return value.isMultiline && value.text.includes('=') && /\s=|\w=\s/.test(value.text);
}

/** Whether an edit takes away more than a value: comments, or lines that were meant to be entries of their own. */
function takesOthers(text: string, { span }: TextEdit): boolean {
  const taken = text.slice(span.start, span.end).trimEnd();
  return taken.includes('\n') || /^[ \t]+[\w.-]+[ \t]*=/.test(taken);
}

/** Where an offset was before edits; undefined inside what they have inserted. What was taken out there lies before a start. */
function offsetBefore(offset: number, isStart: boolean, edits: readonly TextEdit[]): number | undefined {
  let before = offset;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    if (before < span.start) break;
    if (before === span.start && (newText !== '' || !isStart)) break;
    if (before < span.start + newText.length) return undefined;
    before += span.end - span.start - newText.length;
  }
  return before;
}

function sideOf(name: string): Side {
  return /^(?:smtpd|postscreen|tlsproxy_tls)_/.test(name) ? 'incoming' : 'outgoing';
}
