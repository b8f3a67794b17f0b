/** What postconf writes on stderr, as kinds, names and lines. */

/** A warning or the fatal error of a real postconf. */
export interface RealComplaint {
  readonly kind: ComplaintKind;
  readonly fatal: boolean;
  /** From 1, where postconf says one. */
  readonly line: number | undefined;
  /** Bytes that are not printable ASCII are `?` here, as postconf prints them. */
  readonly name: string | undefined;
  /** What postconf wrote, with DIR for its directory. */
  readonly text: string;
}

/**
 * The kinds, each with the text that real releases use. The first match wins; the groups `line` and `name` are taken
 * over. `\S+` stands where the text names the file: `main.cf`, `DIR/main.cf` or `DIR/master.cf:smtp/inet`.
 */
const patterns = {
  'leading-whitespace': /: logical line must not start with whitespace: "/,
  'null-byte': /, line (?<line>\d+)(?:-\d+)?: text after null byte may be ignored$/,
  overriding: /^DIR\/main\.cf, line (?<line>\d+): overriding earlier entry: (?<name>[^=]+)=/,
  'read-only': /: read-only parameter assignment: (?<name>[^=]*)=/,
  undefined: /: undefined parameter: (?<name>\S*)$/,
  'table-file': /^open "\w+" configuration "|^read "\w+" configuration "/,
  'table-overriding': /^\S+, line (?<line>\d+): overriding earlier entry: (?<name>[^=]+)=/,
  'table-unused': /^\w+:(?:\/|DIR)\S*: unused parameter: (?<name>[^=]*)=/,
  unused: /: unused parameter: (?<name>[^=]*)=/,
  deprecated: /: support for parameter "(?<name>.*)" will be removed; instead, /,
  removed: /: support for parameter (?<name>\S+) has been removed; instead, /,
  comment: /: #comment after other text is not allowed: /,
  'missing-brace': /: missing '}' in "/,
  'after-brace': /: syntax error after '}' in "/,
  'missing-equals': /(?:, line (?<line>\d+): |^master\.cf: )missing '=' after attribute name: "/,
  'missing-name': /(?:, line (?<line>\d+): |^master\.cf: )missing attribute name: "/,
  nesting: /^unreasonable macro call nesting: "/,
  'compatibility-level': /malformed compatibility level syntax: "/,
  expression:
    /^(?:empty macro name|truncated macro reference|macro name syntax error|attribute name syntax error|.* expected at|unexpected input at|bad operator suffix at|unknown function|bad domain argument in)\b|^mac_exp_eval: bad conversion|^macro processing error$/,
  'no-master': /^open DIR\/master\.cf: /,
  'no-main': /^open DIR\/main\.cf: /,
  'master-syntax': /^file DIR\/master\.cf: line (?<line>\d+): |^invalid \S+ field "/,
  interfaces: /^config variable inet_interfaces: |^parameter inet_interfaces: /,
  'unknown-value': /^unknown (?<name>\w+|mynetworks mask style) value "/,
} as const satisfies Record<string, RegExp>;

export type ComplaintKind = keyof typeof patterns | 'other';

/** All kinds that a comparison knows. */
export const complaintKinds: readonly string[] = Object.keys(patterns);

/**
 * Takes stderr of postconf apart. A fatal error that only says that something failed takes the kind and the place of
 * the warning before it, which says what.
 */
export function readComplaints(stderr: string, folder: string): RealComplaint[] {
  const complaints: RealComplaint[] = [];
  for (const line of stderr.split('\n')) {
    const [, level, rest] = /^[^:]*: (warning|error|fatal|panic): (.*)$/.exec(line) ?? [];
    if (rest === undefined || /^See https?:\/\//.test(rest)) continue;
    const text = rest.replaceAll(folder, 'DIR');
    const complaint = { ...classify(text), fatal: level === 'fatal' || level === 'panic', text };
    const before = complaints.at(-1);
    if (complaint.fatal && before !== undefined && text.endsWith('macro processing error')) {
      complaints[complaints.length - 1] = { ...before, fatal: true };
    } else {
      complaints.push(complaint);
    }
  }
  return complaints;
}

function classify(text: string): Pick<RealComplaint, 'kind' | 'line' | 'name'> {
  for (const [kind, pattern] of Object.entries(patterns)) {
    const match: RegExpExecArray | null = pattern.exec(text);
    if (match === null) continue;
    const { line, name } = match.groups ?? {};
    return {
      kind: kind as ComplaintKind,
      line: line === undefined ? undefined : Number(line),
      name: name === 'mynetworks mask style' ? 'mynetworks_style' : name,
    };
  }
  return { kind: 'other', line: undefined, name: undefined };
}

/** A name as postconf writes it in a message. */
export function printable(name: string, encoding: BufferEncoding): string {
  return Buffer.from(name, encoding)
    .toString('latin1')
    .replaceAll(/[^ -~]/g, '?');
}

/** Which file a complaint is about. */
export function fileOf(complaint: RealComplaint): 'main' | 'master' | undefined {
  if (/^(?:DIR\/)?main\.cf\b/.test(complaint.text)) return 'main';
  return /^(?:file )?(?:DIR\/)?master\.cf\b/.test(complaint.text) ? 'master' : undefined;
}
