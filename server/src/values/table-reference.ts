import { formatRelease, isAtLeast } from '../catalogue/release';
import type { TableType } from '../catalogue/model';
import type { Span } from '../text/span';
import type { Collector } from './collector';
import { nearestWord } from './nearest';
import { isRemoved, isTooNew, sinceText, termId } from './terms';
import {
  closingBrace,
  colonOutsideExpression,
  commaAndSpace,
  isDynamic,
  skipBlanks,
  tokens,
  type Token,
} from './tokens';
import type { Item, ParsedValue, ValueContext } from './value';
import { programsStop, quote } from './wording';

/** Tables in tables in tables: more levels than anyone writes are not taken apart. */
const deepest = 8;
const inlineSince = '3.7';
/** A table that cannot be opened is replaced by one in which every lookup fails (dict_surrogate(3)). */
const lookupsFail = 'each lookup in it fails, and mail that needs it is deferred or refused with 451';

/** A lookup table that a value names. */
export interface TableReference {
  readonly type: Item;
  /** A path, or what the type wants instead; undefined for tables that only hold others, and while it is not typed. */
  readonly name: Item | undefined;
}

/** All tables that a parsed value names, those inside others included, in the order of the text. */
export function tableReferences({ items }: ParsedValue): TableReference[] {
  const names = new Map<number, Item>();
  for (const item of items) {
    if (item.role === 'table-name' && item.parent !== undefined) names.set(item.parent, item);
  }
  return items.flatMap((item, i) => (item.role === 'table-type' ? [{ type: item, name: names.get(i) }] : []));
}

/**
 * Takes `type:name` apart, with what is nested in it: `proxy:hash:/a`, `pipemap:{…}`, `inline:{…}`. Adds the items and
 * the problems. `token` is the whole of it in `text`.
 */
export function addTable(
  out: Collector,
  text: string,
  token: Span,
  context: ValueContext,
  parent?: number,
  depth = 0,
  /** The type to write where none is. */
  usualType?: string,
): void {
  const colon = colonOutsideExpression(text, token);
  if (colon === -1) {
    withoutType(out, text.slice(token.start, token.end), token, context, parent, usualType);
    return;
  }
  if (colon === token.start) {
    const written = text.slice(token.start, token.end);
    out.add(token, written, 'table-name', { parent });
    const message = `${quote(written)} has no type before its colon`;
    out.problem('missing-table-type', token, message, programsStop);
    return;
  }
  const typeSpan = { start: token.start, end: colon };
  const written = text.slice(token.start, colon);
  const name = { start: colon + 1, end: token.end };
  const dynamic = isDynamic(written);
  const type = dynamic ? undefined : context.catalogue.tableType(written);
  const index = out.add(typeSpan, written, 'table-type', {
    term: dynamic ? undefined : termId(context, 'table', written.toLowerCase()),
    parent,
  });
  if (!dynamic) checkType(out, typeSpan, written, type, context);
  if (name.start === name.end) {
    const message = `${quote(`${written}:`)} names no table: what belongs behind the colon is missing`;
    out.problem('empty-table-name', token, message, programsStop);
  } else {
    addName(out, text, name, type, context, index, depth, usualType);
  }
}

/** `hash: /etc/aliases`: a blank behind the colon. Returns whether the two words are such a table. */
export function addSplitTable(
  out: Collector,
  text: string,
  token: Token,
  next: Token | undefined,
  { catalogue }: ValueContext,
  parent?: number,
): boolean {
  if (next === undefined || next.text.startsWith('#') || !/^[\w:$]+:$/.test(token.text)) return false;
  if (text.slice(token.end, next.start).includes(',')) return false;
  const type = token.text.slice(token.text.lastIndexOf(':', token.text.length - 2) + 1, -1);
  const source = catalogue.tableType(type)?.source;
  const isName = source === 'nested' ? /[:{]/.test(next.text) : /^[/${]/.test(next.text) || type === 'static';
  if ((source === undefined && !isDynamic(type)) || !isName) return false;
  const joined = token.text + next.text;
  const span = { start: token.start, end: next.end };
  out.add(span, text.slice(span.start, span.end), 'table-name', { parent });
  const message = `${quote(`${token.text} ${next.text}`)} has a blank behind its colon, where the name of the table belongs`;
  out.problem('empty-table-name', span, message, programsStop, [joined]);
  return true;
}

function withoutType(
  out: Collector,
  written: string,
  token: Span,
  context: ValueContext,
  parent: number | undefined,
  usualType: string | undefined,
): void {
  if (isDynamic(written)) {
    out.add(token, written, 'table-name', { parent });
    return;
  }
  out.add(token, written, 'table-name', { parent });
  const suggestions = written.startsWith('/')
    ? (usualType === undefined ? ['$default_database_type', 'texthash'] : [usualType]).map(
        type => `${type}:${written}`,
      )
    : context.catalogue.tableType(written) === undefined
      ? []
      : [`${written}:/etc/postfix/`];
  const message = `${quote(written)} is not type:name, so it is not known how to look things up in it`;
  out.problem('missing-table-type', token, message, programsStop, suggestions);
}

function checkType(
  out: Collector,
  span: Span,
  written: string,
  type: TableType | undefined,
  { catalogue, release }: ValueContext,
): void {
  if (type === undefined) {
    const lower = written.toLowerCase();
    if (lower !== written && catalogue.tableType(lower) !== undefined) {
      const message = `${quote(written)} is not a type of lookup table: the names of types are lower case`;
      out.problem('wrong-case', span, message, lookupsFail, [lower]);
      return;
    }
    const known = catalogue.tableTypes.filter(each => !isTooNew(each, release)).map(each => each.name);
    const message = `${quote(written)} is not a type of lookup table`;
    out.problem('unknown-table-type', span, message, lookupsFail, [nearestWord(written, known)]);
  } else if (isTooNew(type, release)) {
    const message = `Tables of the type ${quote(written)} exist from Postfix ${sinceText(type, release)} on, not in ${formatRelease(release)}`;
    out.problem('too-new', span, message, lookupsFail);
  } else if (isRemoved(type, release)) {
    const message = `Tables of the type ${quote(written)} do not exist any more from Postfix ${type.removed ?? ''} on`;
    out.problem('removed-word', span, message, lookupsFail);
  }
}

function addName(
  out: Collector,
  text: string,
  span: Span,
  type: TableType | undefined,
  context: ValueContext,
  parent: number,
  depth: number,
  usualType: string | undefined,
): void {
  const written = text.slice(span.start, span.end);
  if (type?.source === 'nested' && depth < deepest) {
    if (type.name === 'proxy' || type.name === 'debug') {
      addTable(out, text, span, context, parent, depth + 1, usualType);
      return;
    }
    if (!isDynamic(written) || written.startsWith('{')) {
      for (const inner of contents(out, text, span, type.name) ?? []) {
        addTable(out, text, inner, context, parent, depth + 1);
      }
      return;
    }
  }
  out.add(span, written, 'table-name', { parent });
  if (type?.source === 'indexed' || written.startsWith('/')) checkPath(out, text, span, type, context);
  switch (type?.name) {
    case 'inline':
      checkInline(out, text, span);
      break;
    case 'randmap':
      if (!isDynamic(written) || written.startsWith('{')) contents(out, text, span, type.name);
      break;
    case 'static':
      if (written.startsWith('{')) checkBraces(out, text, span);
      break;
    case 'regexp':
    case 'pcre':
    case 'cidr':
      if (written.startsWith('{')) checkPatterns(out, text, span, type.name, context);
      break;
  }
}

/** The path of a table's text: no list of tables, and without the ending of the file that is made from it. */
function checkPath(
  out: Collector,
  text: string,
  span: Span,
  type: TableType | undefined,
  { catalogue }: ValueContext,
): void {
  const written = text.slice(span.start, span.end);
  const [before, next] = /^([^;]+);([a-z]+):/.exec(written)?.slice(1) ?? [];
  if (before !== undefined && next !== undefined && catalogue.tableType(next) !== undefined) {
    const semicolon = { start: span.start + before.length, end: span.start + before.length + 1 };
    const message = `The semicolon in ${quote(written)} separates nothing: all of it is the name of one table`;
    out.problem('semicolon-between', semicolon, message, lookupsFail, [', ']);
  } else if (type?.source === 'indexed' && !isDynamic(written)) {
    const { suffix } = type;
    if (suffix === undefined || !written.endsWith(suffix)) return;
    const plain = written.slice(0, -suffix.length);
    const message = `${quote(written)} is what postmap makes: Postfix adds ${suffix} itself and looks for ${written}${suffix}`;
    out.problem('database-suffix', span, message, lookupsFail, [plain]);
  }
}

/** What stands in the braces of a table that wants some; undefined where it cannot be said. */
function contents(out: Collector, text: string, span: Span, type: string): Token[] | undefined {
  if (text.charCodeAt(span.start) !== 123) {
    const written = text.slice(span.start, span.end);
    if (isDynamic(written)) return undefined;
    const message = `${quote(`${type}:${written}`)} lacks its braces: ${type} wants ${type}:{…}`;
    out.problem('needs-braces', span, message, lookupsFail, [`{${written}}`]);
    return undefined;
  }
  const close = checkBraces(out, text, span);
  const inner = tokens(text, commaAndSpace, true, span.start + 1, close ?? span.end);
  if (inner.length === 0 && close !== undefined) {
    out.problem('empty-braces', span, `${type}:{} holds nothing`, lookupsFail);
  }
  return inner;
}

/** Reports an opening brace without its closing one, and text behind it; the offset of the closing one. */
export function checkBraces(
  out: Collector,
  text: string,
  span: Span,
  consequence = lookupsFail,
): number | undefined {
  const close = closingBrace(text, span.start, span.end);
  if (close === -1) {
    const written = text.slice(span.start, span.end);
    out.problem('missing-brace', span, `${quote(written)} lacks a closing brace`, consequence, [
      `${written}}`,
    ]);
    return undefined;
  }
  if (close + 1 < span.end) {
    const rest = { start: close + 1, end: span.end };
    const message = `${quote(text.slice(rest.start, rest.end))} follows a closing brace without a blank or comma`;
    out.problem('text-after-brace', rest, message, consequence);
  }
  return close;
}

/** `inline:{name=value, { name = value }, …}`. */
function checkInline(out: Collector, text: string, span: Span): void {
  const entries = contents(out, text, span, 'inline') ?? [];
  const bad = entries.find(entry => {
    if (isDynamic(entry.text)) return false;
    const equals = entry.text.indexOf('=');
    const nameStart = entry.text.startsWith('{') ? skipBlanks(entry.text, 1, entry.text.length) : 0;
    return equals === -1 || equals === nameStart;
  });
  if (bad === undefined) return;
  const last = entries[entries.length - 1] as Token;
  const all = { start: (entries[0] as Token).start, end: last.end };
  const inside = text.slice(all.start, all.end);
  // One entry with blanks around its equals sign is the usual slip: it wants braces of its own.
  const isOneEntry = /^[^={}]+=[^={},]*$/.test(inside);
  const message = isOneEntry
    ? `${quote(inside)} has blanks, so it needs braces of its own`
    : `${quote(bad.text)} is not name=value`;
  const where = isOneEntry ? all : bad;
  out.problem('inline-entry', where, message, lookupsFail, isOneEntry ? [` {${inside}} `] : []);
}

/** `regexp:{ {/pattern/ result}, … }`: from 3.7, before that braces are part of a file's name. */
function checkPatterns(out: Collector, text: string, span: Span, type: string, context: ValueContext): void {
  if (!isAtLeast(context.release, inlineSince)) {
    const message = `${type} tables in braces exist from Postfix ${inlineSince} on, not in ${formatRelease(context.release)}`;
    out.problem('too-new', span, message, 'the text with its braces is taken for the name of a file');
    return;
  }
  const close = checkBraces(out, text, span);
  for (const entry of tokens(text, commaAndSpace, true, span.start + 1, close ?? span.end)) {
    if (entry.text.startsWith('{') || isDynamic(entry.text)) continue;
    const all = { start: span.start + 1, end: close ?? span.end };
    const inside = text.slice(all.start, all.end);
    const message = `${quote(entry.text)} is not in braces: each rule of a ${type} table needs its own`;
    const isOneRule = !inside.includes('{') && !inside.includes(',');
    out.problem(
      'inline-entry',
      isOneRule ? all : entry,
      message,
      lookupsFail,
      isOneRule ? [` {${inside.trim()}} `] : [],
    );
    return;
  }
}
