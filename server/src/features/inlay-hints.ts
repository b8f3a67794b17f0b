import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver-types';
import type { Assignment } from '../config/configuration';
import type { Analysis } from './analysis';
import { toSpan } from './convert';

const longestHint = 60;

/** What `$name` values expand to, and which names are set to their default; both off unless asked for. */
export function inlayHints(analysis: Analysis, range: Range): InlayHint[] {
  const { expansions, defaults } = analysis.settings.inlayHints;
  if (!expansions && !defaults) return [];
  const window = toSpan(analysis.lines, range);
  const hints: InlayHint[] = [];
  for (const assignment of analysis.config.assignments) {
    const end = assignment.value.end;
    if (assignment.file !== analysis.file || end < window.start || end > window.end) continue;
    const label =
      (expansions ? expansionLabel(analysis, assignment) : undefined) ??
      (defaults ? defaultLabel(analysis, assignment) : undefined);
    if (label === undefined) continue;
    hints.push({
      position: analysis.lines.positionAt(end),
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    });
  }
  return hints;
}

function expansionLabel(
  { config }: Analysis,
  { name, value, file, parameter }: Assignment,
): string | undefined {
  if (file !== 'main' || !value.text.includes('$') || parameter?.parameter?.raw === true) return undefined;
  if (config.setting(name)?.winner.value !== value) return undefined;
  const { text, failure } = config.value(name);
  if (failure !== undefined || text === value.text) return undefined;
  const squeezed = text.replace(/\s+/g, ' ').trim();
  return `→ ${squeezed.length > longestHint ? `${squeezed.slice(0, longestHint - 1)}…` : squeezed || '(empty)'}`;
}

function defaultLabel({ config }: Analysis, { name, value, file }: Assignment): string | undefined {
  if (file !== 'main' || config.setting(name)?.winner.value !== value) return undefined;
  const standard = config.defaultOf(name);
  return standard !== undefined && squeeze(standard) === squeeze(value.text) ? '(default)' : undefined;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
