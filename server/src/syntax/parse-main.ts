import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import { scanLogicalLines, withTrivia, type ScannedLine } from './logical-lines';
import { Entry, type Line, type MainCf, type Node } from './tree';

const EQUALS = 61;
const NUL = '\0';

/** Parses a main.cf as Postfix reads it. Never throws; linear in the length of the text. */
export function parseMainCf(text: string): MainCf {
  const lines: Line[] = [];
  // Where the next NUL byte stands: they are rare, and looking for each line anew would take quadratic time.
  let nextNul = text.indexOf(NUL);
  const nulIn = (segments: readonly Span[]): number | undefined => {
    for (const segment of segments) {
      while (nextNul !== -1 && nextNul < segment.start) nextNul = text.indexOf(NUL, nextNul + 1);
      if (nextNul !== -1 && nextNul < segment.end) return nextNul;
    }
    return undefined;
  };
  scanLogicalLines(text, line => {
    lines.push(readLine(text, line, nextNul === -1 ? undefined : nulIn(line.segments)));
  });
  return new ParsedMainCf(text, lines);
}

class ParsedMainCf implements MainCf {
  #nodes: readonly Node[] | undefined;

  constructor(
    readonly text: string,
    readonly lines: readonly Line[],
  ) {}

  get nodes(): readonly Node[] {
    return (this.#nodes ??= withTrivia(this.text, this.lines));
  }
}

/** `nul`: where a NUL byte cuts the logical line, as it cuts C strings. */
function readLine(text: string, line: ScannedLine, nul: number | undefined): Line {
  const { start, end, segments, interleaved } = line;
  if (line.orphan) return { kind: 'orphan', start, end, segments, interleaved };

  // The name: everything up to the first blank or `=`. It starts at the line's first column.
  const firstSegment = segments[0] as Span;
  const nameLimit = nul === undefined ? firstSegment.end : Math.min(firstSegment.end, nul);
  let nameEnd = start;
  while (nameEnd < nameLimit) {
    const code = text.charCodeAt(nameEnd);
    if (code === EQUALS || isSpace(code)) break;
    nameEnd++;
  }
  if (nameEnd === start) {
    return { kind: 'malformed', reason: 'missing-name', start, end, segments, interleaved };
  }
  const equals = findEquals(text, segments, nameEnd, nul);
  if (equals === undefined) {
    return { kind: 'malformed', reason: 'missing-equals', start, end, segments, interleaved };
  }
  const name = text.slice(start, nameEnd);
  return new Entry(text, start, end, segments, interleaved, name, { start, end: nameEnd }, equals, nul);
}

/** The `=` after the name, with nothing but white space between them, on this line or one that continues it. */
function findEquals(
  text: string,
  segments: readonly Span[],
  from: number,
  nul: number | undefined,
): number | undefined {
  for (const segment of segments) {
    for (let at = Math.max(segment.start, from); at < segment.end; at++) {
      if (at === nul) return undefined;
      const code = text.charCodeAt(at);
      if (code === EQUALS) return at;
      if (!isSpace(code)) return undefined;
    }
  }
  return undefined;
}
