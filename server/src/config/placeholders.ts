import type { Span } from '../text/span';

/** A place in a template where another program writes something before Postfix reads the file. */
export interface Placeholder extends Span {
  /** `control`: text that is gone then, such as `{% if x %}`. */
  readonly kind: 'value' | 'control';
}

/** Names that Postfix itself sets for a delivery; in a command they are no placeholders. */
const deliveryNames: ReadonlySet<string> = new Set([
  'CLIENT_ADDRESS',
  'CLIENT_HELO',
  'CLIENT_HOSTNAME',
  'CLIENT_PROTOCOL',
  'DOMAIN',
  'EXTENSION',
  'HOME',
  'LOCAL',
  'LOGNAME',
  'MAIL_CONFIG',
  'ORIGINAL_RECIPIENT',
  'PATH',
  'RECIPIENT',
  'SASL_METHOD',
  'SASL_SENDER',
  'SASL_USERNAME',
  'SENDER',
  'SHELL',
  'USER',
]);

// Each alternative is bounded, so that no text makes matching slow.
const control = /\{%[^\n]{0,400}?%\}|\{#[^\n]{0,400}?#\}|<\/?tmpl_[^>\n]{0,200}>|<%[-#]?(?!=)[^\n]{0,400}?%>/;
const marked = [
  // Jinja2, Go, Mustache: not the `{{` of an expression (`${{…}`) or of a table (`regexp:{{…}}`).
  /(?<![$:{])\{\{[-+!#/^&>~]? ?[\w."'([\\ ][^\n]{0,300}?\}\}/,
  // ERB, EPP.
  /<%=[^\n]{0,300}?%>/,
  // autoconf and its like.
  /@@?[A-Z][A-Z0-9_]{0,60}@@?/,
  // envsubst, Docker entry points.
  /\$\{[A-Z][A-Z0-9_]{0,60}(?:[:?-][^}\n]{0,100})?\}|\$[A-Z][A-Z0-9_]{1,60}\b/,
  // i-MSCP.
  /(?<![$\w{])\{[A-Z][A-Z0-9_]{1,60}\}/,
  // iRedMail, and names between underscores or signs.
  /\bPH_[A-Z][A-Z0-9_]{0,60}\b|(?<![\w$])__?[A-Z][A-Z0-9_]{0,60}__?(?!\w)|%%\w{1,60}%%|##[A-Z_]{2,60}##/,
  // Modoboa; ISPConfig, where it cannot be a group of Postfix.
  /%\{\w{1,60}\}|(?<=[:=, \t])\{[a-z_]{2,60}\}(?=[/\w])/,
];
// What only a template's name makes certain: ISPConfig's and Modoboa's plain words.
const unmarked = [/(?<![$\w{])\{[a-z_]{2,60}\}/, /(?<![\w%])%[a-z_]{3,60}\b/, /@[a-z_]{2,60}@/];

const certain = anyOf([control, ...marked]);
const all = anyOf([control, ...marked, ...unmarked]);

/** A look at the first character spares most places of a file the alternatives. */
function anyOf(patterns: readonly RegExp[]): string {
  return `(?=[{<@$%#_P])(?:${patterns.map(({ source }) => source).join('|')})`;
}

/**
 * The placeholders in a text, in its order. `isTemplate`: whether something else, such as the file's name, already says that it
 * is a template; then also forms count that mean something to Postfix.
 */
export function placeholders(text: string, isTemplate: boolean): Placeholder[] {
  return [...matches(text, isTemplate ? all : certain)];
}

/** Whether anything stands in the text that no finished main.cf has. */
export function hasPlaceholders(text: string): boolean {
  return matches(text, certain).next().done !== true;
}

function* matches(text: string, source: string): Generator<Placeholder> {
  const pattern = new RegExp(source, 'g');
  let defined: ReadonlySet<string> | undefined;
  let line = 0;
  let lineEnd = text.indexOf('\n');
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [matched] = match;
    const start = match.index;
    for (; lineEnd !== -1 && lineEnd < start; lineEnd = text.indexOf('\n', line)) line = lineEnd + 1;
    const isMarkup = /^(\{[{%#]|<)/.test(matched);
    if (!isMarkup && isComment(text, line)) continue;
    if (matched.startsWith('$')) {
      const name = /\w+/.exec(matched)?.[0] ?? '';
      defined ??= new Set(text.match(/^[A-Z][A-Z0-9_]*(?=[ \t]*=)/gm));
      if (defined.has(name) || (deliveryNames.has(name) && !isIdentity(text, line))) continue;
    }
    const kind = /^(\{[%#]|<\/?tmpl_|<%(?!=))/.test(matched) ? 'control' : 'value';
    yield { kind, start, end: start + matched.length };
  }
}

function isComment(text: string, line: number): boolean {
  let at = line;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at] === '#';
}

/** Whether a line sets one of the names that Postfix reads long before any delivery. */
function isIdentity(text: string, line: number): boolean {
  return /^(mydomain|myorigin|mydestination|myhostname|mynetworks|relayhost|relay_domains)[ \t]*=/.test(
    text.slice(line, line + 40),
  );
}
