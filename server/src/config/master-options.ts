import type { Field, MasterCf, Service } from '../syntax/parse-master';
import type { Span } from '../text/span';
import { placeholders } from './placeholders';

/** Arguments of a service with which its program stops, or which it does not read. Spans are in the file. */
export interface OptionFault extends Span {
  readonly code:
    /** `-o name = value`. */
    | 'blank-at-equals'
    /** `-o name=a, b`. */
    | 'blank-in-value'
    /** `-o name`. */
    | 'missing-equals'
    /** `-o =value`. */
    | 'missing-name'
    /** `-o name=value # why`. */
    | 'comment'
    /** A word that belongs to no option. */
    | 'stray-word';
  /** The words it is about, a setting's first one without `-o`. */
  readonly words: readonly Field[];
}

/** Programs of Postfix that stop when they find an argument that is no option. */
const withoutArguments: ReadonlySet<string> = new Set([
  ...[
    'anvil',
    'bounce',
    'cleanup',
    'discard',
    'dnsblog',
    'error',
    'flush',
    'lmtp',
    'local',
    'nqmgr',
    'oqmgr',
  ],
  ...[
    'pickup',
    'postlogd',
    'proxymap',
    'qmgr',
    'qmqpd',
    'scache',
    'showq',
    'smtp',
    'smtpd',
    'tlsmgr',
    'tlsproxy',
  ],
  ...['trivial-rewrite', 'verify', 'virtual'],
]);
/** Those that have some, or do not care. */
const withArguments: ReadonlySet<string> = new Set(['pipe', 'postscreen', 'spawn']);
const takesFlags: ReadonlySet<string> = new Set(['smtp', 'lmtp']);

/** The arguments of a service with which its program does not start. A program that is not Postfix's may have any. */
export function optionFaults({ command, arguments: words, problems }: Service): readonly OptionFault[] {
  if (words.length === 0) return none;
  const isStrict = withoutArguments.has(command.text);
  if (!isStrict && !withArguments.has(command.text)) return none;
  // Whatever fills a template in may write something else there.
  if (words.some(({ text }) => placeholders(text, true).length > 0)) return none;
  const faults: OptionFault[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at++] as Field;
    if (!isOption(word)) {
      // The program's own words begin, and options end.
      if (!isStrict) break;
      if (word.text.startsWith('#')) {
        const from = at - 1;
        while (at < words.length && !isOption(words[at] as Field)) at++;
        faults.push(fault('comment', words.slice(from, at)));
      } else if (!takesFlags.has(command.text) || !word.text.startsWith('flags=')) {
        faults.push(fault('stray-word', [word]));
      }
      continue;
    }
    const letter = word.text.search(/[imnost]/);
    if (letter === -1) continue;
    const isJoined = letter + 1 < word.text.length;
    const value = isJoined ? undefined : words[at++];
    if (word.text[letter] !== 'o') continue;
    const setting = isJoined ? partOf(word, letter + 1) : value;
    if (setting === undefined) break;
    let end = at;
    while (end < words.length && continuesSetting(words[end] as Field)) end++;
    // The words of such a program begin behind the value.
    if (!isStrict) end = Math.min(end, words[at]?.text === '=' ? at + 2 : at + 1);
    const code = codeOf(setting, words[at], isStrict);
    if (code === undefined) continue;
    faults.push(fault(code, [setting, ...words.slice(at, end)]));
    at = end;
  }
  for (const { code, start, end } of problems) {
    if (code !== 'missing-equals' && code !== 'missing-name') continue;
    if (!faults.some(other => other.start <= start && end <= other.end))
      faults.push({ code, words: [], start, end });
  }
  return faults;
}

/** The services of a master.cf that do not start because of their arguments. */
export function servicesWithFaults(master: MasterCf): readonly Service[] {
  let known = memos.get(master);
  if (known === undefined) {
    known = master.services.filter(service => optionFaults(service).length > 0);
    memos.set(master, known);
  }
  return known;
}

/** master.cf stays the same while somebody types in main.cf. */
const memos = new WeakMap<MasterCf, readonly Service[]>();
const none: readonly never[] = [];

function codeOf(setting: Field, next: Field | undefined, isStrict: boolean): OptionFault['code'] | undefined {
  if (setting.text.startsWith('{')) return undefined;
  if (setting.text.startsWith('=')) return 'missing-name';
  const follows = next !== undefined && continuesSetting(next);
  if (!setting.text.includes('=')) {
    if (follows && next.text.startsWith('=')) return 'blank-at-equals';
    return isStrict || !follows ? 'missing-equals' : undefined;
  }
  if (!isStrict || !follows) return undefined;
  return setting.text.endsWith('=') ? 'blank-at-equals' : 'blank-in-value';
}

function fault(code: OptionFault['code'], words: readonly Field[]): OptionFault {
  const [first, second] = words as readonly [Field, ...Field[]];
  const { start } = code === 'blank-in-value' ? (second ?? first).span : first.span;
  return { code, words, start, end: (words.at(-1) ?? first).span.end };
}

function partOf({ text, span }: Field, from: number): Field {
  return { text: text.slice(from), span: { start: span.start + from, end: span.end } };
}

function isOption({ text }: Field): boolean {
  return /^-[A-Za-z]/.test(text);
}

function continuesSetting(word: Field): boolean {
  return !isOption(word) && !word.text.startsWith('#');
}
