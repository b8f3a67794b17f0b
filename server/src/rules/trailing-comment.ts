import { isAtLeast } from '../catalogue/release';
import type { KindType } from '../catalogue/kind';
import type { Severity } from '../config/profile';
import { assignmentsWith } from '../config/assignments-with';
import type { Assignment, Configuration } from '../config/configuration';
import { trailingComments } from '../config/foreign-syntax';
import type { Span } from '../text/span';
import { lineEnding } from './edits';
import { indentOf } from './lines';
import type { FileEdit, Rule } from './rule';
import { quoted } from './wording';

export const trailingComment: Rule = {
  id: 'trailing-comment',
  title: 'Comment after a value',
  group: 'syntax',
  severity: 'error',
  why: `Postfix has no comments at the end of a line: "#" begins a comment only as the first character
    of a line. Behind a value it is part of that value, with every word that follows. What that does
    depends on the parameter: a number or a level with words behind it stops the program that reads it,
    a list of networks ends there, a list of restrictions answers 451, a banner is sent with it.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'smtpd_tls_security_level = may ‹# public MX›\nsmtpd_tls_cert_file = none\n' },
  good: { main: '# public MX\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    for (const assignment of assignmentsWith(config, '#')) {
      const comments = trailingComments(assignment);
      if (comments.length === 0) continue;
      const effect = effectOf(config, assignment);
      if (effect === undefined) continue;
      for (const comment of comments) {
        const text = assignment.value.text.slice(comment.start, comment.end).trimEnd();
        if (effect.onlyWithBlank === true && !/^#+\s/.test(text)) continue;
        const span = assignment.value.toFile({ start: comment.start, end: comment.start + text.length });
        const isFirst = comment === comments[0];
        const isLast = comment.end === assignment.value.text.length;
        const consequence =
          isFirst && !isLast && effect.below !== undefined ? effect.below : effect.consequence;
        report({
          file: assignment.file,
          span,
          severity: effect.severity ?? 'error',
          message: `${quoted(text)} is not a comment but part of the value of ${assignment.name}: ${consequence}. Put it on a line of its own, above.`,
          fixes:
            effect.fixable === false || assignment.file === 'master'
              ? []
              : [
                  {
                    title: 'Move the comment to its own line',
                    safety: 'unsafe',
                    edits: () => moveUp(config, span),
                  },
                ],
        });
      }
    }
  },
};

interface Effect {
  readonly consequence: string;
  /** What happens where the value goes on in the lines below. */
  readonly below?: string;
  readonly severity?: Severity;
  /** False where the words may be meant. */
  readonly fixable?: boolean;
  /** Whether "#1" without a blank is an ordinary word. */
  readonly onlyWithBlank?: boolean;
}

const stops: Effect = { consequence: 'the value is not valid, and the program that reads it stops' };
/** Behind the unit of a time, and in old releases behind the dot of a level, Postfix looks at nothing more. */
const ignored: Effect = {
  consequence: 'Postfix happens to ignore what follows this value, which it does in no other place',
  severity: 'information',
};
const words: Effect = { consequence: 'its words are more items of the list', severity: 'warning' };
const wordsOfText: Effect = {
  consequence: 'Postfix uses it as it stands',
  severity: 'warning',
  fixable: false,
  onlyWithBlank: true,
};

const effects: Readonly<Partial<Record<KindType, Effect>>> = {
  'match-list': {
    consequence: 'Postfix leaves out everything from "#" on',
    below: 'Postfix leaves out everything from "#" on, the lines below included',
  },
  restrictions: {
    consequence: 'when the "#" is reached, smtpd answers 451 "Server configuration error" and takes no mail',
  },
  'tls-protocols': {
    consequence: 'the list is not valid, so servers answer STARTTLS with 454 and clients defer mail',
  },
  'cipher-grade': {
    consequence: 'the grade is not valid, so the TLS handshake fails',
  },
  'cipher-exclusions': words,
  'cipher-string': words,
  curves: words,
  domains: words,
  names: words,
  paths: words,
  milters: words,
  tables: { consequence: 'its words are names of more lookup tables, which cannot be opened' },
  table: { consequence: 'the name of the table ends in it, and the table cannot be opened' },
  path: { consequence: 'the name of the file ends in it' },
  'log-level': {
    consequence: 'the value is not valid, and Postfix warns and ignores it',
    severity: 'warning',
  },
  text: wordsOfText,
  'mail-address': wordsOfText,
};

/** Kinds in which "#" is an ordinary character, or begins a comment of another language. */
const otherLanguages: ReadonlySet<KindType> = new Set(['command', 'characters']);

function effectOf(config: Configuration, { name, parameter, value }: Assignment): Effect | undefined {
  if (parameter === undefined) return { ...words, consequence: `it goes wherever $${name} is used` };
  const { release } = config;
  const { kind } = parameter;
  if (otherLanguages.has(kind.type)) return undefined;
  if (kind.type === 'next-hop' && kind.several !== undefined && isAtLeast(release, kind.several)) {
    return {
      consequence:
        'its words are more destinations, which Postfix tries when the first one cannot be reached',
    };
  }
  if (kind.type === 'duration' && /^\+?\d*[smhdw]/.test(value.text)) return ignored;
  if (kind.type === 'compatibility-level' && !isAtLeast(release, '3.6') && /^\d+\./.test(value.text))
    return ignored;
  // Nobody looks for the networks of this machine where they are given.
  if (name === 'mynetworks_style' && config.isSet('mynetworks')) return ignored;
  if (kind.type === 'flags' && kind.open) return words;
  if (kind.type === 'flags' && kind.unknownIsIgnored) {
    return { ...words, consequence: 'Postfix warns of its words and ignores them' };
  }
  return effects[kind.type] ?? stops;
}

/** Takes the comment out of its line, with the blanks before it, and puts it above, indented like the line. */
function moveUp(config: Configuration, comment: Span): FileEdit[] {
  const { text } = config.tree;
  const lineStart = text.lastIndexOf('\n', comment.start) + 1;
  let from = comment.start;
  while (from > lineStart && /[ \t]/.test(text[from - 1] as string)) from--;
  const newline = text.indexOf('\n', comment.end);
  const indent = indentOf(text, { start: lineStart, end: newline === -1 ? text.length : newline });
  return [
    {
      span: { start: lineStart, end: lineStart },
      newText: `${indent}${text.slice(comment.start, comment.end)}${lineEnding(text)}`,
    },
    { span: { start: from, end: comment.end }, newText: '' },
  ];
}
