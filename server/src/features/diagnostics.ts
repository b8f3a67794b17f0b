import {
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver-types';
import type { Severity } from '../config/profile';
import type { Finding } from '../rules/rule';
import type { Analysis } from './analysis';
import { toRange } from './convert';

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

/** The findings of the analysed document, as the editor shows them. */
export function diagnostics(analysis: Analysis): Diagnostic[] {
  return analysis.findings
    .filter(finding => finding.file === analysis.file)
    .map(finding => toDiagnostic(analysis, finding));
}

/** One finding as the protocol has it; `analysis` is that of the file it is in. */
export function toDiagnostic(analysis: Analysis, finding: Finding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(analysis.lines, finding.span),
    severity: severities[finding.severity],
    code: finding.rule.id,
    codeDescription: descriptionOf(finding.rule.id),
    source: 'postfix',
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
