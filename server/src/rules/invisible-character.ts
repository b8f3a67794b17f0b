import { assignmentsWith } from '../config/assignments-with';
import type { Configuration } from '../config/configuration';
import { invisibleCharacters, invisibleParts, isInvisible } from '../config/foreign-syntax';
import { sourceOf } from '../config/instance';
import type { Span } from '../text/span';
import type { Rule } from './rule';

export const invisibleCharacter: Rule = {
  id: 'invisible-character',
  title: 'Character that cannot be seen',
  group: 'syntax',
  severity: 'error',
  why: `Text copied from a web page or a word processor brings characters that only look like blanks: a no-break
    space is one, and a zero-width space cannot be seen at all. To Postfix both are letters. At the start of a line they stop every
    program, in a name they make another name, in a list another word.`,
  sources: [],
  bad: { main: 'mydestination = example.com,‹\u00a0›example.net\n' },
  good: { main: 'mydestination = example.com, example.net\n' },
  fix: 'unsafe',
  check({ config, report }) {
    const tell = (file: 'main' | 'master', span: Span, effect: string): void => {
      const run = sourceOf(config, file).slice(span.start, span.end);
      report({
        file,
        span,
        message: `There is ${nameOf(run)} here, ${effect}. ${isBlank(run) ? 'Put a blank in its place' : 'Remove it'}.`,
        fixes: [
          {
            title: isBlank(run) ? 'Put a blank in its place' : 'Remove it',
            safety: 'unsafe',
            edits: () => [{ file, span, newText: isBlank(run) ? ' ' : '' }],
          },
        ],
      });
    };
    for (const span of atStartOfLines(config)) {
      tell('main', span, 'which is no white space to Postfix, so no program can read this line');
    }
    const assignments = assignmentsWith(config, 'invisible');
    for (const { nameSpan, name, file } of assignments) {
      for (const { index, 0: run } of name.matchAll(invisibleCharacters)) {
        const start = nameSpan.start + index;
        if (start === 0) continue;
        tell(file, { start, end: start + run.length }, 'which is part of the name, so another one is set');
      }
    }
    for (const assignment of assignments) {
      for (const part of invisibleParts(assignment)) {
        const effect = 'which is part of the word that it touches, so that is another word';
        tell(assignment.file, assignment.value.toFile(part), effect);
      }
    }
  },
};

function* atStartOfLines(config: Configuration): Generator<Span> {
  for (const { kind, start } of config.faults) {
    const { text } = config.tree;
    let end = start;
    while (isInvisible(text[end])) end++;
    // A byte order mark at the start of the file has a rule of its own.
    if (kind === 'malformed' && start > 0 && end > start) yield { start, end };
  }
}

function isBlank(run: string): boolean {
  return /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/.test(run);
}

function nameOf(run: string): string {
  const code = run.charCodeAt(0);
  const name =
    code === 0xa0
      ? 'a no-break space'
      : code === 0x200b
        ? 'a zero-width space'
        : code === 0xfeff
          ? 'a byte order mark'
          : 'an invisible character';
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}
