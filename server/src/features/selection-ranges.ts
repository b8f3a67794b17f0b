import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { Assignment } from '../config/configuration';
import { contains, touches, type Span } from '../text/span';
import { commaAndSpace, tokens } from '../values/tokens';
import { masterCfOf, type Analysis } from './analysis';
import { assignmentAt, itemSpan, itemsAt } from './at-offset';
import { toOffset, toRange } from './convert';
import { sectionsOf } from './sections';

/** Item → value → entry → section or service → file, for each caret. */
export function selectionRanges(analysis: Analysis, positions: readonly Position[]): SelectionRange[] {
  return positions.map(position => {
    const offset = toOffset(analysis.lines, position);
    const spans = [...spansAround(analysis, offset), { start: 0, end: analysis.text.length }];
    let range: SelectionRange | undefined;
    for (const span of spans.reverse()) {
      if (range !== undefined && sameRange(range, toRange(analysis.lines, span))) continue;
      range =
        range === undefined
          ? { range: toRange(analysis.lines, span) }
          : { range: toRange(analysis.lines, span), parent: range };
    }
    return range as SelectionRange;
  });
}

/** From the inside out; each contains the one before it. */
function spansAround(analysis: Analysis, offset: number): Span[] {
  const assignment = assignmentAt(analysis, offset);
  const candidates: Span[] = [];
  if (assignment !== undefined) {
    candidates.push(assignment.nameSpan);
    const items = [...itemsAt(analysis, assignment, offset)].reverse();
    candidates.push(...items.map(item => itemSpan(assignment, item)));
    candidates.push(...wordAt(assignment, offset), assignment.value.span);
    candidates.push({
      start: assignment.nameSpan.start,
      end: Math.max(assignment.value.end, assignment.nameSpan.end),
    });
  }
  if (analysis.file === 'main') {
    const section = sectionsOf(analysis.config).find(({ start, end }) => start <= offset && offset < end);
    if (section !== undefined) candidates.push(section);
  } else {
    const service = masterCfOf(analysis)?.services.find(({ start, end }) => start <= offset && offset < end);
    if (service !== undefined) candidates.push(service);
  }
  const spans: Span[] = [];
  for (const candidate of candidates) {
    const last = spans[spans.length - 1];
    if (
      candidate.start <= offset &&
      offset <= candidate.end &&
      (last === undefined || contains(candidate, last))
    ) {
      spans.push(candidate);
    }
  }
  return spans;
}

/** What stands between commas and blanks: `hash:/etc/aliases`, or braces with all that is in them. */
function wordAt({ value }: Assignment, offset: number): Span[] {
  const logical = value.toLogical(offset);
  if (logical === undefined) return [];
  return tokens(value.text, commaAndSpace, true)
    .filter(token => touches(token, logical))
    .map(token => value.toFile(token));
}

function sameRange({ range }: SelectionRange, other: SelectionRange['range']): boolean {
  return (
    range.start.line === other.start.line &&
    range.start.character === other.start.character &&
    range.end.line === other.end.line &&
    range.end.character === other.end.character
  );
}
