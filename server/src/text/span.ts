import { firstIndex } from './search';

/** A half-open range of UTF-16 offsets: `start` is the first unit, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether `offset` is inside the span or touches one of its ends, as a caret does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `inner` lies in `outer`; both may be the same. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two spans share a unit; spans that only touch do not. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The index of the first span that starts at `offset` or behind it, among spans in the order of the text; their number where none does. */
export function firstFrom(spans: readonly Pick<Span, 'start'>[], offset: number): number {
  return firstIndex(spans.length, at => (spans[at] as Pick<Span, 'start'>).start >= offset);
}

export function textOf(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}
