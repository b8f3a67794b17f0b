import type { Severity } from '../../config/profile';
import { coloured, faint, strong, type Console } from './console';
import type { FileReport } from './report';

/** The report for people: a line for each finding, in the form that editors and terminals make links of. */
export function textReport(reports: readonly FileReport[], console: Console): string {
  const lines = reports.flatMap(({ file, findings }) =>
    findings.map(({ line, column, severity, message, rule }) => {
      const place = strong(console, `${file}:${line}:${column}:`);
      return `${place} ${coloured(console, severity, severity)}: ${message} ${faint(console, `[${rule}]`)}\n`;
    }),
  );
  const summary = summarise(reports);
  return `${lines.join('')}${summary === '' ? '' : `${summary}\n`}`;
}

function summarise(reports: readonly FileReport[]): string {
  const findings = reports.flatMap(report => report.findings);
  if (findings.length === 0) return '';
  const count = (severity: Severity, one: string, many: string): string[] => {
    const number = findings.filter(finding => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  const counts = [
    ...count('error', 'error', 'errors'),
    ...count('warning', 'warning', 'warnings'),
    ...count('information', 'note', 'notes'),
    ...count('hint', 'hint', 'hints'),
  ];
  const fixable = findings.filter(({ fix }) => fix === 'safe').length;
  const offer = fixable === 0 ? '' : `; maincf fix can mend ${fixable} safely`;
  return `${counts.join(', ')}${offer}`;
}
