import { isSpace } from '../text/ascii';
import type { Span } from '../text/span';
import { LogicalText } from './logical-text';
import { scanLogicalLines, type ScannedLine } from './logical-lines';
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
  const nodes: MasterNode[] = [];
  const services: Service[] = [];
  scanLogicalLines(
    text,
    line => {
      const node = readService(text, line);
      nodes.push(node);
      if (node.kind === 'service') services.push(node);
    },
    trivia => nodes.push(trivia),
  );
  return { text, nodes, services };
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
    overrides: readOverrides(logical, words.slice(8)),
  };
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

function readOverrides(logical: LogicalText, words: readonly Word[]): Override[] {
  const overrides: Override[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (!word.text.startsWith('-')) continue;
    // `-o name=value` in two words, or `-oname=value` in one.
    if (!word.text.startsWith('-o')) continue;
    const joined = word.text.length > 2;
    const setting = joined
      ? { text: word.text.slice(2), start: word.start + 2, end: word.end }
      : words[i + 1];
    if (!joined) i++;
    const override = setting === undefined ? undefined : readOverride(logical, setting);
    if (override !== undefined) overrides.push(override);
  }
  return overrides;
}

function readOverride(logical: LogicalText, word: Word): Override | undefined {
  const braced = word.text.startsWith('{');
  let start = word.start + (braced ? 1 : 0);
  let end = word.end - (braced && word.text.endsWith('}') ? 1 : 0);
  while (start < end && isSpace(logical.text.charCodeAt(start))) start++;
  while (end > start && isSpace(logical.text.charCodeAt(end - 1))) end--;
  const equals = logical.text.indexOf('=', start);
  if (equals === -1 || equals >= end || equals === start) return undefined;
  let nameEnd = equals;
  while (nameEnd > start && isSpace(logical.text.charCodeAt(nameEnd - 1))) nameEnd--;
  let valueStart = equals + 1;
  while (valueStart < end && isSpace(logical.text.charCodeAt(valueStart))) valueStart++;
  return {
    start: logical.toFileStart(word.start),
    end: logical.toFileEnd(word.end),
    name: logical.text.slice(start, nameEnd),
    nameSpan: logical.toFile({ start, end: nameEnd }),
    value: logical.slice(valueStart, end),
    braced,
  };
}
