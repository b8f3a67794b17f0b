import type { KindType } from '../catalogue/kind';
import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import type { Assignment } from './configuration';

/*
 * Habits from other programs' files, which main.cf does not know: comments behind values, quotes around them, semicolons at their
 * end. To Postfix all of that is part of the value. All spans are logical.
 */

const HASH = 35;
const COMMA = 44;
const SEMICOLON = 59;
const OPEN = 123;
const CLOSE = 125;
const none: readonly Span[] = [];

/**
 * What somebody wrote as a comment: on each physical line, from a `#` that begins a word to the end of the line. A `#` inside braces
 * is text of an inline table or the like.
 */
export function trailingComments({ value }: Assignment): readonly Span[] {
  const { text } = value;
  if (!text.includes('#')) return none;
  const comments: Span[] = [];
  let depth = 0;
  let start = 0;
  for (const line of value.fileSpans) {
    const end = start + (line.end - line.start);
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === OPEN) depth++;
      else if (code === CLOSE && depth > 0) depth--;
      else if (code === HASH && depth === 0 && (at === start || isSeparator(text.charCodeAt(at - 1)))) {
        comments.push({ start: at, end });
        break;
      }
    }
    start = end;
  }
  return comments;
}

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
};

/** Whether there are quotes of any kind. */
export function hasQuotes(text: string): boolean {
  return /["'`“„‘«]/.test(text);
}

/** Where quotes, semicolons and the like are ordinary text, or of a language of its own. */
const ordinaryText: ReadonlySet<KindType> = new Set(['text', 'command', 'characters', 'mail-address']);

/** Whole values, or items of lists, in quotes of any kind; the spans include the quotes. */
export function quotedParts({ value, parameter }: Assignment): readonly Span[] {
  const { text } = value;
  if (parameter === undefined || ordinaryText.has(parameter.kind.type)) return none;
  if (!hasQuotes(text)) return none;
  if (isQuoted(text)) return [{ start: 0, end: text.length }];
  return wordsOf(text).filter(word => isQuoted(text.slice(word.start, word.end)));
}

/** The semicolons at the end of a value or of an item. */
export function trailingSemicolons({ value, parameter }: Assignment): readonly Span[] {
  const { text } = value;
  if (parameter === undefined || ordinaryText.has(parameter.kind.type) || !text.includes(';')) return none;
  return wordsOf(text)
    .filter(word => text.charCodeAt(word.end - 1) === SEMICOLON)
    .map(({ end }) => ({ start: end - 1, end }));
}

/** Characters that look like a blank or like nothing, but are neither to Postfix; runs of them. */
export const invisibleCharacters =
  /[\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+/g;

export function hasInvisible(text: string): boolean {
  return text.search(invisibleCharacters) !== -1;
}

export function isInvisible(character: string | undefined): boolean {
  return character !== undefined && character.search(invisibleCharacters) === 0;
}

/** The invisible characters in a value that is not ordinary text. */
export function invisibleParts({ value, parameter }: Assignment): readonly Span[] {
  const { text } = value;
  if (parameter === undefined || ordinaryText.has(parameter.kind.type)) return none;
  if (!hasInvisible(text)) return none;
  return [...text.matchAll(invisibleCharacters)].map(({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
  }));
}

/** Everything of these kinds in a value: what is wrong with such words otherwise is no news. */
export function foreignSyntax(assignment: Assignment): readonly Span[] {
  const comments = trailingComments(assignment);
  const quoted = quotedParts(assignment);
  const semicolons = trailingSemicolons(assignment);
  const invisible = invisibleParts(assignment);
  return comments.length + quoted.length + semicolons.length + invisible.length === 0
    ? none
    : [...comments, ...quoted, ...semicolons, ...invisible];
}

function isQuoted(text: string): boolean {
  const closing = quotes[text[0] ?? ''];
  return (
    closing !== undefined &&
    text.length > 1 &&
    text.endsWith(closing) &&
    text.indexOf(closing, 1) === text.length - 1
  );
}

/** The words of a list, outside of braces. */
function wordsOf(text: string): Span[] {
  const words: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    if (isSeparator(text.charCodeAt(at))) continue;
    const start = at;
    let depth = 0;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === OPEN) depth++;
      else if (code === CLOSE && depth > 0) depth--;
      else if (depth === 0 && isSeparator(code)) break;
    }
    if (text.charCodeAt(start) !== OPEN) words.push({ start, end: at });
  }
  return words;
}

function isSeparator(code: number): boolean {
  return code === COMMA || isSpace(code);
}
