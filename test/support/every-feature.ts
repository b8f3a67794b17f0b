import assert from 'node:assert/strict';
import type { DocumentSymbol, Position, Range, SelectionRange, TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../server/src/features/analysis';
import { codeActions } from '../../server/src/features/code-actions';
import { definition, highlights, references } from '../../server/src/features/definition';
import { diagnostics } from '../../server/src/features/diagnostics';
import { effectiveText } from '../../server/src/features/effective';
import { foldingRanges } from '../../server/src/features/folding';
import { formatDocument, formatOnEnter } from '../../server/src/features/formatting';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { documentLinks } from '../../server/src/features/links';
import { outline } from '../../server/src/features/outline';
import { CannotRename, prepareRename, rename } from '../../server/src/features/rename';
import { safeDefaults } from '../../server/src/features/safe-defaults';
import { selectionRanges } from '../../server/src/features/selection-ranges';
import { semanticTokensLegend } from '../../server/src/features/announced';
import { semanticTokens } from '../../server/src/features/semantic-tokens';
import { tlsOverview } from '../../server/src/features/tls-overview';
import { workspaceSymbols } from '../../server/src/features/workspace-symbols';
import { clients, completionsAt, rangeOf } from './completions';
import { prose } from './prose';

/** Asks every feature about a document and a place in it; fails where one throws or speaks of places that there are not. */
export async function askEverything(analysis: Analysis, offset: number): Promise<void> {
  const { lines, text } = analysis;
  const position = lines.positionAt(offset);
  const whole: Range = { start: { line: 0, character: 0 }, end: lines.positionAt(text.length) };
  const check = new Checker(analysis);

  check.ordered(diagnostics(analysis).map(({ range }) => range));
  check.edits(formatDocument(analysis));
  check.edits(formatDocument(analysis, { start: position, end: position }));
  check.edits(formatOnEnter(analysis, position));
  check.symbols(outline(analysis), whole);
  for (const { startLine, endLine } of foldingRanges(analysis))
    assert.ok(0 <= startLine && startLine < endLine && endLine < lines.lineCount, 'a fold');
  for (const { range, target } of documentLinks(analysis)) {
    check.range(range);
    assert.ok(URL.canParse(target ?? ''), target);
  }
  check.ordered(documentLinks(analysis).map(({ range }) => range));
  for (const { position: at } of inlayHints(analysis, whole)) check.range({ start: at, end: at });
  for (const selection of selectionRanges(analysis, [position])) check.selection(selection, position);
  check.tokens(semanticTokens(analysis).data);
  check.tokens(semanticTokens(analysis, { start: position, end: whole.end }).data);

  const shown = hover(analysis, position, prose);
  if (shown?.range !== undefined) check.around(shown.range, position);
  for (const client of [clients.rich, clients.plain]) {
    const list = await completionsAt(analysis, offset, client);
    for (const item of list.items) {
      check.around(rangeOf(list, item), position);
      check.edits(item.additionalTextEdits ?? []);
    }
  }
  for (const { range, uri } of [...definition(analysis, position), ...references(analysis, position, true)])
    check.location(uri, range);
  for (const { range } of highlights(analysis, position)) check.range(range);
  allowed(() => check.around(prepareRename(analysis, position).range, position));
  allowed(() => rename(analysis, position, 'another_name'));
  for (const action of codeActions(analysis, whole, { diagnostics: [] })) {
    for (const [uri, edits] of Object.entries(action.edit?.changes ?? {}))
      if (uri === analysis.uri) check.edits(edits);
  }
  for (const mode of ['set', 'expanded', 'defaults-diff'] as const) effectiveText(analysis, mode);
  safeDefaults(analysis, 'both');
  tlsOverview(analysis);
  for (const { location } of workspaceSymbols([analysis], 'a'))
    if ('range' in location) check.location(location.uri, location.range);
}

/** A name that cannot be renamed is no failure. */
function allowed(ask: () => unknown): void {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof CannotRename)) throw error;
  }
}

class Checker {
  constructor(readonly analysis: Analysis) {}

  range({ start, end }: Range, lines = this.analysis.lines): void {
    assert.ok(compare(start, end) <= 0, 'ends before it starts');
    for (const position of [start, end])
      assert.deepEqual(lines.positionAt(lines.offsetAt(position)), { ...position }, 'is not in the text');
  }

  around(range: Range, position: Position): void {
    this.range(range);
    assert.ok(contains(range, { start: position, end: position }), 'is elsewhere');
  }

  location(uri: string, range: Range): void {
    const { sibling } = this.analysis;
    if (uri === this.analysis.uri) this.range(range);
    else if (uri === sibling?.uri) this.range(range, sibling.lines);
    else assert.fail(`in ${uri}`);
  }

  ordered(ranges: readonly Range[]): void {
    for (const [i, range] of ranges.entries()) {
      this.range(range);
      const before = ranges[i - 1];
      assert.ok(before === undefined || compare(before.start, range.start) <= 0, 'not in order');
    }
  }

  /** Edits of one answer must not overlap. */
  edits(edits: readonly TextEdit[]): void {
    const sorted = [...edits].sort(
      (a, b) => compare(a.range.start, b.range.start) || compare(a.range.end, b.range.end),
    );
    for (const [i, { range }] of sorted.entries()) {
      this.range(range);
      const before = sorted[i - 1];
      assert.ok(before === undefined || compare(before.range.end, range.start) <= 0, 'edits overlap');
    }
  }

  symbols(symbols: readonly DocumentSymbol[], outer: Range): void {
    for (const symbol of symbols) {
      this.range(symbol.range);
      assert.ok(symbol.name.trim() !== '', 'a symbol without a name');
      assert.ok(contains(outer, symbol.range) && contains(symbol.range, symbol.selectionRange), symbol.name);
      this.symbols(symbol.children ?? [], symbol.range);
    }
  }

  selection(selection: SelectionRange, position: Position): void {
    this.around(selection.range, position);
    if (selection.parent === undefined) return;
    const { range } = selection.parent;
    assert.ok(contains(range, selection.range) && !contains(selection.range, range), 'grows no larger');
    this.selection(selection.parent, position);
  }

  tokens(data: readonly number[]): void {
    assert.equal(data.length % 5, 0);
    let line = 0;
    let character = 0;
    let end = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [deltaLine, deltaStart, length, type] = data.slice(i, i + 4) as [number, number, number, number];
      if (deltaLine > 0) end = 0;
      line += deltaLine;
      character = deltaLine > 0 ? deltaStart : character + deltaStart;
      assert.ok(deltaLine >= 0 && length > 0 && character >= end, 'tokens overlap');
      assert.ok(type < semanticTokensLegend.tokenTypes.length, 'an unknown token');
      end = character + length;
      this.range({ start: { line, character }, end: { line, character: end } });
    }
  }
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

function contains(outer: Range, inner: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}
