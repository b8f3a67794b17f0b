import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import { LogicalText } from './logical-text';
import { scanLogicalLines, withTrivia, type ScannedLine } from './logical-lines';
import type { Blank, Comment } from './tree';

/** A master.cf: what it defines, as far as main.cf is concerned (master(5)). Lossless like the main.cf tree. */
export interface MasterCf {
  readonly text: string;
  readonly nodes: readonly MasterNode[];
  /** The service entries among the nodes. */
  readonly services: readonly Service[];
}

export type MasterNode = Comment | Blank | Service | BadService;

/** A logical line with fewer than eight fields, or one that is indented with nothing to continue. */
export interface BadService extends Span {
  readonly kind: 'bad-service';
  readonly reason: 'too-few-fields' | 'orphan';
}

/** One service: eight columns and the command's arguments. */
export interface Service extends Span {
  readonly kind: 'service';
  /** First column: `smtp`, `submission`, `127.0.0.1:10025`, `unix-name`. */
  readonly name: Field;
  /** `inet`, `unix`, `fifo`, `pass`, `unix-dgram`. */
  readonly type: Field;
  readonly private: Field;
  readonly unprivileged: Field;
  readonly chroot: Field;
  readonly wakeup: Field;
  readonly processLimit: Field;
  /** The program: `smtpd`, `smtp`, `pipe` … */
  readonly command: Field;
  readonly arguments: readonly Field[];
  readonly overrides: readonly Override[];
  readonly problems: readonly ServiceProblem[];
}

/**
 * What is wrong with a service. A bad column is fatal for master and for postconf. Braces that do not fit are repaired with a
 * warning; a setting behind `-o` without `=` or name is dropped by postconf and fatal for the service's program.
 */
export interface ServiceProblem extends Span {
  readonly code:
    | 'bad-type'
    | 'bad-flag'
    | 'bad-wakeup'
    | 'bad-process-limit'
    | 'missing-brace'
    | 'after-brace'
    | 'missing-equals'
    | 'missing-name';
}

/** One word of a service. `span` is in the file. */
export interface Field {
  readonly text: string;
  readonly span: Span;
}

/** `-o name=value` or, from 3.0, `-o { name = value }`. */
export interface Override extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: LogicalText;
  readonly braced: boolean;
}

/** Parses a master.cf. Never throws; linear. */
export function parseMasterCf(text: string): MasterCf {
  const lines: (Service | BadService)[] = [];
  scanLogicalLines(text, line => lines.push(readService(text, line)));
  return {
    text,
    nodes: withTrivia(text, lines),
    services: lines.filter(line => line.kind === 'service'),
  };
}

interface Word {
  readonly text: string;
  /** Logical offsets. */
  readonly start: number;
  readonly end: number;
}

function readService(text: string, line: ScannedLine): Service | BadService {
  const { start, end } = line;
  if (line.orphan) return { kind: 'bad-service', reason: 'orphan', start, end };
  const logical = LogicalText.after(text, line.segments, start, undefined);
  const words = splitWords(logical.text);
  if (words.length < 8) return { kind: 'bad-service', reason: 'too-few-fields', start, end };
  const fields = words.map(word => ({ text: word.text, span: logical.toFile(word) }));
  const problems = columnProblems(fields);
  const overrides = readOptions(logical, words.slice(8), problems);
  return {
    kind: 'service',
    start,
    end,
    name: fields[0] as Field,
    type: fields[1] as Field,
    private: fields[2] as Field,
    unprivileged: fields[3] as Field,
    chroot: fields[4] as Field,
    wakeup: fields[5] as Field,
    processLimit: fields[6] as Field,
    command: fields[7] as Field,
    arguments: fields.slice(8),
    overrides,
    problems,
  };
}

/** What each column may hold (postconf_master.c). */
const columns: readonly (readonly [number, RegExp, ServiceProblem['code']])[] = [
  [1, /^(inet|unix|fifo|pass|unix-dgram)$/, 'bad-type'],
  [2, /^[yn-]$/, 'bad-flag'],
  [3, /^[yn-]$/, 'bad-flag'],
  [4, /^[yn-]$/, 'bad-flag'],
  [5, /^(-|\d*)\??$/, 'bad-wakeup'],
  [6, /^(-|\d+)$/, 'bad-process-limit'],
];

function columnProblems(fields: readonly Field[]): ServiceProblem[] {
  const problems: ServiceProblem[] = [];
  for (const [column, pattern, code] of columns) {
    const field = fields[column] as Field;
    if (!pattern.test(field.text)) problems.push({ code, ...field.span });
  }
  return problems;
}

/** Splits at white space; `{ … }` is one word, as mystrtokq() does for arguments. */
function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    let depth = 0;
    while (at < text.length && (depth > 0 || !isSpace(text.charCodeAt(at)))) {
      if (text[at] === '{') depth++;
      else if (text[at] === '}' && depth > 0) depth--;
      at++;
    }
    words.push({ text: text.slice(start, at), start, end: at });
  }
  return words;
}

/** The settings behind `-o`. Options end at the first word that is none; `-vo` and `-oname=value` are fine, too. */
function readOptions(logical: LogicalText, words: readonly Word[], problems: ServiceProblem[]): Override[] {
  const overrides: Override[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (!word.text.startsWith('-') || word.text === '--') break;
    const letter = word.text.indexOf('o', 1);
    if (letter === -1) continue;
    const joined = letter + 1 < word.text.length;
    const setting = joined
      ? { text: word.text.slice(letter + 1), start: word.start + letter + 1, end: word.end }
      : words[++i];
    const override = setting === undefined ? undefined : readOverride(logical, setting, problems);
    if (override !== undefined) overrides.push(override);
  }
  return overrides;
}

function readOverride(logical: LogicalText, word: Word, problems: ServiceProblem[]): Override | undefined {
  const { text } = logical;
  const braced = word.text.startsWith('{');
  const { start, end } = braced ? insideBraces(logical, word, problems) : word;
  let nameStart = start;
  while (nameStart < end && isSpace(text.charCodeAt(nameStart))) nameStart++;
  let nameEnd = nameStart;
  while (nameEnd < end && text[nameEnd] !== '=' && !isSpace(text.charCodeAt(nameEnd))) nameEnd++;
  let equals = nameEnd;
  while (equals < end && isSpace(text.charCodeAt(equals))) equals++;
  if (nameEnd === nameStart || equals === end || text[equals] !== '=') {
    const code = nameEnd === nameStart ? 'missing-name' : 'missing-equals';
    problems.push({ code, ...logical.toFile(word) });
    return undefined;
  }
  let valueStart = equals + 1;
  while (valueStart < end && isSpace(text.charCodeAt(valueStart))) valueStart++;
  let valueEnd = end;
  while (valueEnd > valueStart && isSpace(text.charCodeAt(valueEnd - 1))) valueEnd--;
  return {
    ...logical.toFile(word),
    name: text.slice(nameStart, nameEnd),
    nameSpan: logical.toFile({ start: nameStart, end: nameEnd }),
    value: logical.slice(valueStart, valueEnd),
    braced,
  };
}

/** What stands inside the braces of a word; without a closing one, everything after the first. */
function insideBraces(logical: LogicalText, word: Word, problems: ServiceProblem[]): Span {
  let depth = 0;
  for (let at = 0; at < word.text.length; at++) {
    if (word.text[at] === '{') depth++;
    else if (word.text[at] === '}' && --depth === 0) {
      const close = word.start + at;
      if (close + 1 < word.end) {
        problems.push({ code: 'after-brace', ...logical.toFile({ start: close + 1, end: word.end }) });
      }
      return { start: word.start + 1, end: close };
    }
  }
  problems.push({ code: 'missing-brace', ...logical.toFile(word) });
  return { start: word.start + 1, end: word.end };
}
