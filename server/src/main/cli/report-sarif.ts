import { asParagraph } from '../../features/page';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Severity } from '../../config/profile';
import { ruleLink } from '../../features/diagnostics';
import type { Rule } from '../../rules/rule';
import type { FileReport, ReportedFinding } from './report';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The report in the Static Analysis Results Interchange Format 2.1.0, with a row for each rule. */
export function sarifReport(reports: readonly FileReport[], rules: readonly Rule[], version: string): string {
  const indices = new Map(rules.map(({ id }, i) => [id, i]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'maincf',
            version,
            informationUri: 'https://github.com/postfix-main-cf/postfix-main-cf',
            rules: rules.map(sarifRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { WORKING: { uri: `${pathToFileURL(process.cwd()).href}/` } },
        results: reports.flatMap(({ file, findings }) =>
          findings.map(finding => sarifResult(file, finding, indices.get(finding.rule) ?? -1)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifRule({ id, title, why, severity, group }: Rule): object {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: asParagraph(why) },
    helpUri: ruleLink(id),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [group] },
  };
}

function sarifResult(file: string, finding: ReportedFinding, ruleIndex: number): object {
  const { rule, severity, message, line, column, endLine, endColumn, fix } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(file),
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    properties: { fix },
  };
}

/** Files below the working folder are named from there, so that a report means the same on other machines. */
function artifact(file: string): object {
  if (file === '-') return { uri: 'stdin:main.cf' };
  const relative = path.relative(process.cwd(), path.resolve(file));
  if (relative.startsWith('..') || path.isAbsolute(relative))
    return { uri: pathToFileURL(path.resolve(file)).href };
  return { uri: relative.split(path.sep).map(encodeURIComponent).join('/'), uriBaseId: 'WORKING' };
}
