import type { Position, Range, TextEdit as LspTextEdit } from 'vscode-languageserver-types';
import type { TextEdit } from '../text/edit';
import type { EditorLines } from '../text/line-index';
import type { Span } from '../text/span';

/** Offsets become positions here, once, where a feature returns. */
export function toRange(lines: EditorLines, span: Span): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** A position beyond the end of its line is the end of the line. */
export function toOffset(lines: EditorLines, position: Position): number {
  return lines.offsetAt(position);
}

/** The same for a range. */
export function toSpan(lines: EditorLines, range: Range): Span {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
}

/** An edit as the protocol has it. */
export function toLspEdit(lines: EditorLines, edit: TextEdit): LspTextEdit {
  return { range: toRange(lines, edit.span), newText: edit.newText };
}
