import type { Range, SemanticTokens } from 'vscode-languageserver-types';
import type { Assignment } from '../config/configuration';
import { isInForce } from '../config/in-force';
import type { Item, ItemRole } from '../values/value';
import { referencesIn } from '../syntax/references';
import type { Span } from '../text/span';
import type { Analysis } from './analysis';
import { toSpan } from './convert';

// Indexes in the legend (./announced), bits of its modifiers.
const property = 0;
const variable = 1;
const operator = 2;
const defaultLibrary = 1;
const deprecated = 2;
const overridden = 4;
const userDefined = 8;

/** Index of the token type by role; roles that are left out keep the grammar's colour. */
const typeOfRole: Partial<Record<ItemRole, number>> = {
  'security-level': 3,
  boolean: 3,
  protocol: 3,
  grade: 3,
  restriction: 4,
  'restriction-class': 4,
  'table-type': 5,
  network: 6,
  'table-name': 7,
  path: 7,
  service: 8,
  transport: 8,
};

/** The meaning of names and items, over what the grammar already colours. With a range: only what is in it. */
export function semanticTokens(analysis: Analysis, range?: Range): SemanticTokens {
  if (analysis.isLarge) return { data: [] };
  const encoder = new Encoder(analysis);
  const window = range === undefined ? undefined : toSpan(analysis.lines, range);
  for (const assignment of analysis.config.assignments) {
    if (assignment.file !== analysis.file) continue;
    const { nameSpan } = assignment;
    if (window !== undefined && (nameSpan.start > window.end || assignment.value.end < window.start))
      continue;
    encoder.add(nameSpan, property, modifiersOf(analysis, assignment));
    if (assignment.value.text !== '') addValue(encoder, analysis, assignment);
  }
  return { data: encoder.data };
}

function modifiersOf({ config, file }: Analysis, assignment: Assignment): number {
  const { parameter } = assignment;
  const isOwn = parameter?.parameter === undefined && parameter?.family === undefined;
  let modifiers = isOwn ? userDefined : defaultLibrary;
  if (parameter?.parameter?.deprecated !== undefined) modifiers |= deprecated;
  if (file === 'main' ? !isInForce(config, assignment) : isSetAgain(assignment)) modifiers |= overridden;
  return modifiers;
}

/** Of two `-o` of a service for one name the last one counts. */
function isSetAgain({ name, nameSpan, service }: Assignment): boolean {
  return (
    service?.overrides.some(other => other.name === name && other.nameSpan.start > nameSpan.start) === true
  );
}

function addValue(encoder: Encoder, analysis: Analysis, assignment: Assignment): void {
  const { value, parameter } = assignment;
  // In a text that Postfix expands for each mail the names are its own.
  const isRaw = parameter?.parameter?.raw === true;
  const tokens: { span: Span; type: number; modifiers: number }[] = [];
  for (const item of analysis.config.parsed(assignment).items) {
    const type = item.dynamic === true ? undefined : typeOfRole[item.role];
    if (type === undefined) continue;
    const start = item.start + operatorLength(item);
    if (start > item.start)
      tokens.push({ span: { start: item.start, end: start }, type: operator, modifiers: 0 });
    tokens.push({ span: { start, end: item.end }, type, modifiers: 0 });
  }
  if (value.text.includes('$')) {
    for (const reference of referencesIn(analysis.config.expression(value.text))) {
      const known = analysis.config.catalogue.parameter(reference.name) !== undefined;
      tokens.push({
        span: reference.nameSpan,
        type: variable,
        modifiers: known || isRaw ? defaultLibrary : userDefined,
      });
    }
    tokens.sort((a, b) => a.span.start - b.span.start);
  }
  for (const { span, type, modifiers } of tokens) encoder.add(value.toFile(span), type, modifiers);
}

function operatorLength({ operator: text }: Item): number {
  return text?.length ?? 0;
}

/** Encodes tokens as the protocol wants them: five numbers each, relative to the token before. */
class Encoder {
  readonly data: number[] = [];
  #line = 0;
  #character = 0;
  #end = 0;
  #currentLine = 0;
  #nextLineStart = -1;

  constructor(readonly analysis: Analysis) {}

  /** Tokens have to come in order; what overlaps the one before, or ends on another line, is left out. */
  add(span: Span, type: number, modifiers: number): void {
    if (span.start < this.#end || span.end <= span.start) return;
    const { lines } = this.analysis;
    if (this.#nextLineStart === -1 || span.start >= this.#nextLineStart) {
      this.#currentLine = lines.lineAt(span.start);
      this.#nextLineStart =
        this.#currentLine + 1 < lines.lineCount
          ? lines.startOf(this.#currentLine + 1)
          : Number.MAX_SAFE_INTEGER;
    }
    if (span.end > this.#nextLineStart) return;
    const line = this.#currentLine;
    const character = span.start - lines.startOf(line);
    const sameLine = line === this.#line;
    this.data.push(
      line - this.#line,
      sameLine ? character - this.#character : character,
      span.end - span.start,
      type,
      modifiers,
    );
    this.#line = line;
    this.#character = character;
    this.#end = span.end;
  }
}
