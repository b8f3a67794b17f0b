import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver-types';
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
const tags = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary };

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
    codeDescription: { href: ruleLink(finding.rule.id) },
    source: 'postfix',
    message: finding.message,
  };
  if (finding.tag !== undefined) diagnostic.tags = [tags[finding.tag]];
  const related = (finding.related ?? []).flatMap(({ file, span, message }) => {
    const place = file === analysis.file ? analysis : analysis.sibling;
    return place === undefined
      ? []
      : [{ location: { uri: place.uri, range: toRange(place.lines, span) }, message }];
  });
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}
