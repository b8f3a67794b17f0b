import { formatRelease } from '../../catalogue/release';
import type { Severity } from '../../config/profile';
import type { Finding, FixSafety } from '../../rules/rule';
import { LineIndex } from '../../text/line-index';
import type { AnalysedFile } from './analyse';
import { kindOf } from './read-file';

/** The findings in one file, with places as people count them. */
export interface FileReport {
  /** As the user named it. */
  readonly file: string;
  /** The target release. */
  readonly postfix: string;
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The safest of its fixes. */
  readonly fix: FixSafety | null;
  readonly source: Finding;
}

/** Lines and columns from 1; columns count UTF-16 units, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * The reports of analysed files, in their order. Findings in the file beside one are reported too, unless the user named
 * that file as well.
 */
export function reportFindings(analysed: readonly AnalysedFile[]): FileReport[] {
  const named = new Set(analysed.flatMap(({ file }) => file.path ?? []));
  return analysed.flatMap(({ file, sibling, analysis }) => {
    const postfix = formatRelease(analysis.config.release);
    const own = kindOf(file);
    const inFile = (which: 'main' | 'master', text: string): ReportedFinding[] => {
      const lines = new LineIndex(text);
      return analysis.findings
        .filter(finding => finding.file === which)
        .map(finding => reported(finding, lines));
    };
    const reports: FileReport[] = [{ file: file.name, postfix, findings: inFile(own, file.text) }];
    if (sibling?.path === undefined || named.has(sibling.path)) return reports;
    const beside = inFile(own === 'main' ? 'master' : 'main', sibling.text);
    return beside.length === 0 ? reports : [...reports, { file: sibling.name, postfix, findings: beside }];
  });
}

function reported(finding: Finding, lines: LineIndex): ReportedFinding {
  const { rule, severity, message, span, fixes = [] } = finding;
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  const fix = fixes.some(({ safety }) => safety === 'safe') ? 'safe' : fixes.length > 0 ? 'unsafe' : null;
  return {
    rule: rule.id,
    severity,
    message,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    fix,
    source: finding,
  };
}

/** The report that other programs read (`--format json`); its shape is fixed. */
export function jsonReport(reports: readonly FileReport[]): string {
  const files = reports.map(({ file, postfix, findings }) => ({
    file,
    postfix,
    findings: findings.map(finding => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      line: finding.line,
      column: finding.column,
      endLine: finding.endLine,
      endColumn: finding.endColumn,
      fix: finding.fix,
    })),
  }));
  return `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`;
}
