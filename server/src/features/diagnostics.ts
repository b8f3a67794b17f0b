import {
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver-types';
import type { Severity } from '../config/profile';
import type { Finding, Rule } from '../rules/rule';
import type { Analysis } from './analysis';
import { diagnosticSource } from './announced';
import { toRange } from './convert';
import { fixTitle } from './fix';
import { canIgnoreHere } from './ignore';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
const tags = { deprecated: [DiagnosticTag.Deprecated], unnecessary: [DiagnosticTag.Unnecessary] };
/** By the rule's id: a long file can have thousands of diagnostics, which share them. */
const descriptions = new Map<string, CodeDescription>();

/** Where the page of a rule is. */
export function ruleLink(id: string): string {
  return `https://github.com/postfix-main-cf/postfix-main-cf/blob/main/docs/rules/${id}.md`;
}

/** What a diagnostic brings with it, so that a menu can open without the file being read again. */
export interface DiagnosticData {
  /** The titles of its fixes, best first. */
  readonly fixes: readonly string[];
  /** How many findings of its rule in the file can be fixed, and whether all of that changes nothing that Postfix reads. */
  readonly fixable: number;
  readonly safe: boolean;
  /** Whether a comment can silence it where it stands. */
  readonly ignorable: boolean;
}

/** The findings of the analysed document, as the editor shows them; with what menus need where the client keeps that. */
export function diagnostics(
  analysis: Analysis,
  { withData = false }: { withData?: boolean } = {},
): Diagnostic[] {
  const findings = analysis.findings.filter(finding => finding.file === analysis.file);
  if (!withData) return findings.map(finding => toDiagnostic(analysis, finding));
  const dataOf = diagnosticData(analysis, findings);
  return findings.map(finding => {
    const diagnostic = toDiagnostic(analysis, finding);
    diagnostic.data = dataOf(finding);
    return diagnostic;
  });
}

/** The data of each of the findings of a file. */
export function diagnosticData(
  analysis: Analysis,
  findings: readonly Finding[],
): (finding: Finding) => DiagnosticData {
  const rules = new Map<Rule, { fixable: number; safe: boolean }>();
  for (const { rule, fixes = [] } of findings) {
    const [best] = fixes;
    if (best === undefined) continue;
    const { fixable, safe } = rules.get(rule) ?? { fixable: 0, safe: true };
    rules.set(rule, { fixable: fixable + 1, safe: safe && best.safety === 'safe' });
  }
  return finding => ({
    fixes: (finding.fixes ?? []).map(fixTitle),
    ...(rules.get(finding.rule) ?? { fixable: 0, safe: true }),
    ignorable: canIgnoreHere(analysis, finding),
  });
}

/** One finding as the protocol has it; `analysis` is that of the file it is in. */
export function toDiagnostic(analysis: Analysis, finding: Finding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(analysis.lines, finding.span),
    severity: severities[finding.severity],
    code: finding.rule.id,
    codeDescription: descriptionOf(finding.rule.id),
    source: diagnosticSource,
    message: finding.message,
  };
  if (finding.tag !== undefined) diagnostic.tags = tags[finding.tag];
  if (finding.related === undefined || finding.related.length === 0) return diagnostic;
  const related: DiagnosticRelatedInformation[] = [];
  for (const { file, span, message } of finding.related) {
    const place = file === analysis.file ? analysis : analysis.sibling;
    if (place === undefined) continue;
    related.push({ location: { uri: place.uri, range: toRange(place.lines, span) }, message });
  }
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}

function descriptionOf(id: string): CodeDescription {
  let description = descriptions.get(id);
  if (description === undefined) descriptions.set(id, (description = { href: ruleLink(id) }));
  return description;
}
