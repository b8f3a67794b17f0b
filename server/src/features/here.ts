import type { Assignment } from '../config/configuration';
import { expandText } from '../config/expand';
import type { Analysis } from './analysis';
import { code } from './page';

/** What this file makes of a name: where its value is from, what it expands to, who overrides it. A line each. */
export function here(analysis: Analysis, assignment: Assignment): string[] {
  return [
    assignment.file === 'main' ? inMain(analysis, assignment) : inMaster(analysis, assignment),
    expanded(analysis, assignment),
    assignment.file === 'main' ? overrides(analysis, assignment) : '',
  ].filter(line => line !== '');
}

/** `line 12`, or `line 12 of main.cf` when seen from the other file. */
export function lineOf(analysis: Analysis, file: 'main' | 'master', offset: number): string {
  const lines = file === analysis.file ? analysis.lines : analysis.sibling?.lines;
  const other = file === analysis.file ? '' : ` of ${file}.cf`;
  return lines === undefined ? `${file}.cf` : `line ${lines.postfix.lineAt(offset) + 1}${other}`;
}

function inMain(analysis: Analysis, { name, nameSpan, value }: Assignment): string {
  const { config } = analysis;
  const definitions = config.setting(name)?.definitions ?? [];
  const winner = definitions[definitions.length - 1];
  if (winner !== undefined && winner.nameSpan.start !== nameSpan.start) {
    const line = lineOf(analysis, 'main', winner.nameSpan.start);
    return `**Overridden**: ${line} sets it to ${code(winner.value.text)}, and the last value counts.`;
  }
  const others = definitions.length - 1;
  const overridden =
    others === 0
      ? ''
      : ` It overrides ${definitions
          .slice(0, others)
          .map(entry => lineOf(analysis, 'main', entry.nameSpan.start))
          .join(', ')}.`;
  const same = config.defaultOf(name) === value.text ? ' It is the same as the default.' : '';
  return `**Here** this line sets it.${overridden}${same}`;
}

function inMaster(analysis: Analysis, { name, service }: Assignment): string {
  const setting = analysis.config.setting(name);
  const value = analysis.config.raw(name);
  const elsewhere =
    value === undefined
      ? ''
      : setting === undefined
        ? ` Elsewhere the default applies, ${code(value)}.`
        : ` Elsewhere ${code(value)} applies, from ${lineOf(analysis, 'main', setting.winner.nameSpan.start)}.`;
  return `**Here** for the service \`${service?.name.text ?? ''}\` only.${elsewhere}`;
}

/** Only `$name` that the file itself decides can be shown; what the host decides stands in angle brackets. */
function expanded(analysis: Analysis, { name, value }: Assignment): string {
  if (!value.text.includes('$')) return '';
  if (analysis.config.catalogue.parameter(name)?.raw === true) {
    return 'Postfix does not expand `$name` here when it reads main.cf.';
  }
  const { text, unknown, failure } = expandText(value.text, analysis.config);
  if (failure !== undefined) return '**Postfix stops here**: the `$` expression cannot be expanded.';
  const host = unknown.length === 0 ? '' : ' The machine itself decides what stands in `<…>`.';
  return `Expanded: ${code(text)}.${host}`;
}

/** At most this many services are named. */
const mostServices = 4;

function overrides(analysis: Analysis, { name }: Assignment): string {
  const inMasterCf = analysis.config.assignmentsOf(name).filter(({ file }) => file === 'master');
  if (inMasterCf.length === 0) return '';
  const named = inMasterCf.slice(0, mostServices).map(({ service, value, nameSpan }) => {
    const line = lineOf(analysis, 'master', nameSpan.start);
    return `\`${service?.name.text ?? ''}\` with ${code(value.text)} (${line})`;
  });
  const more = inMasterCf.length - named.length;
  return `**Overridden in master.cf** by ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
