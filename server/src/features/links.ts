import type { DocumentLink } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Assignment } from '../config/configuration';
import { rooted } from '../text/rooted';
import type { Span } from '../text/span';
import type { Analysis } from './analysis';
import { toRange } from './convert';

/** Files, the sources of lookup tables, and addresses in comments. */
export function documentLinks(analysis: Analysis): DocumentLink[] {
  if (analysis.isLarge) return [];
  const links = [...pathLinks(analysis), ...commentLinks(analysis)];
  return links.sort(
    ({ range: a }, { range: b }) => a.start.line - b.start.line || a.start.character - b.start.character,
  );
}

function* pathLinks(analysis: Analysis): Generator<DocumentLink> {
  const document = URI.parse(analysis.uri);
  // A file that is not saved, or an earlier version of one, is not among files.
  if (!fileSystems.has(document.scheme)) return;
  for (const assignment of analysis.config.assignments) {
    if (assignment.file !== analysis.file || !assignment.value.text.includes('/')) continue;
    if (isFolder(assignment)) continue;
    for (const item of analysis.config.parsed(assignment).items) {
      if (item.role !== 'path' && item.role !== 'table-name') continue;
      if (item.text.endsWith('/') || isSocket(assignment, item)) continue;
      const path = expandPath(analysis, item.text);
      if (path === undefined) continue;
      yield {
        range: toRange(analysis.lines, spanOfItem(assignment, item)),
        target: document.with({ path: rooted(path), query: '', fragment: '' }).toString(),
      };
    }
  }
}

/** Schemes of documents beside which there are other files: this machine's, and those of editors that edit on another one. */
const fileSystems: ReadonlySet<string> = new Set(['file', 'vscode-remote', 'vscode-vfs', 'vscode-test-web']);

/** An editor opens files, not folders. */
function isFolder({ parameter }: Assignment): boolean {
  const kind = parameter?.kind;
  return kind?.type === 'path' && (kind.of === 'directory' || kind.of === 'ca-directory');
}

/** The path behind `unix:` is that of a socket. */
function isSocket({ value }: Assignment, { start }: Span): boolean {
  return value.text.slice(Math.max(0, start - 5), start).toLowerCase() === 'unix:';
}

/** An absolute path after expansion; undefined where it depends on what is not known. */
function expandPath(analysis: Analysis, text: string): string | undefined {
  let path = text;
  if (path.includes('$')) {
    const directory = analysis.world.directory ?? URI.parse(analysis.uri).path.replace(/\/[^/]*$/, '');
    path = path.replace(/\$(?:config_directory\b|\{config_directory\}|\(config_directory\))/g, directory);
    path = path.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => analysis.config.known(name) ?? whole);
  }
  return path.startsWith('/') && !/[\s${}]/.test(path) ? path : undefined;
}

function spanOfItem(assignment: Assignment, item: Span): Span {
  return assignment.value.toFile(item);
}

const address = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g;

function* commentLinks(analysis: Analysis): Generator<DocumentLink> {
  const { text, lines } = analysis;
  // Addresses are rare: one search through the text instead of one through each comment.
  for (const match of text.matchAll(address)) {
    const lineStart = lines.postfix.startOf(lines.postfix.lineAt(match.index));
    if (!/^\s*#/.test(text.slice(lineStart, match.index))) continue;
    yield {
      range: toRange(lines, { start: match.index, end: match.index + match[0].length }),
      target: match[0],
    };
  }
}
