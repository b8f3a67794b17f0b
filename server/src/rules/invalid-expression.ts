import { isAtLeast, type Release } from '../catalogue/release';
import { assignmentsWith } from '../config/assignments-with';
import type { Expression, ExpressionErrorCode, Part } from '../syntax/expression';
import type { Span } from '../text/span';
import { replaceInValue } from './edits';
import type { Rule } from './rule';
import { quoted } from './wording';

export const invalidExpression: Rule = {
  id: 'invalid-expression',
  title: '$ expression that Postfix cannot read',
  group: 'syntax',
  severity: 'error',
  why: `Postfix replaces $name, \${name} and the forms with ? and : wherever it reads a value. Where it
    cannot read one, postconf stops with "macro processing error", and so does each program that reads
    the value. A dollar sign that is meant as such is written $$.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'mydomain = example.com\nmyorigin = ‹${mydomain›\n' },
  good: { main: 'mydomain = example.com\nmyorigin = ${mydomain}\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const assignment of assignmentsWith(config, '$')) {
      const { text } = assignment.value;
      if (assignment.parameter?.parameter?.raw === true) continue;
      const wrong = firstWrong(config.expression(text), text, config.release);
      if (wrong === undefined) continue;
      const { span, message, repair } = wrong;
      report({
        file: assignment.file,
        span: assignment.value.toFile(span),
        about: assignment,
        message: `${message}. postconf and every program that reads ${assignment.name} stop here.`,
        fixes:
          repair === undefined
            ? []
            : [
                {
                  title: repair.title,
                  safety: 'unsafe',
                  edits: () => [replaceInValue(assignment, repair.span, repair.newText)],
                },
              ],
      });
    }
  },
};

interface Wrong {
  readonly span: Span;
  readonly message: string;
  readonly repair?: Repair;
}

interface Repair {
  readonly title: string;
  readonly span: Span;
  readonly newText: string;
}

/** The first part that Postfix cannot read; in the target release, where the form is newer than that. */
function firstWrong(expression: Expression, text: string, release: Release): Wrong | undefined {
  for (const part of expression.parts) {
    const wrong = inside(part, text, release) ?? of(part, text, release);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function inside(part: Part, text: string, release: Release): Wrong | undefined {
  const operands =
    part.kind === 'comparison'
      ? [part.left, part.right, part.condition?.then, part.condition?.otherwise]
      : part.kind === 'reference'
        ? [part.condition?.then, part.condition?.otherwise]
        : part.kind === 'function'
          ? [part.argument]
          : [];
  for (const operand of operands) {
    const wrong = operand === undefined ? undefined : firstWrong(operand.expression, text, release);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function of(part: Part, text: string, release: Release): Wrong | undefined {
  if (part.error !== undefined) return describe(part.error.code, part, part.error, text);
  if (part.kind === 'comparison' && part.byLevel && !isAtLeast(release, '3.6')) {
    return {
      span: part.operatorSpan,
      message: `${quoted(text.slice(part.operatorSpan.start, part.operatorSpan.end))} compares levels, which Postfix can do from 3.6 on`,
    };
  }
  if (part.kind === 'function' && !isAtLeast(release, '3.11')) {
    return { span: part.nameSpan, message: `${part.name} is a function that Postfix has from 3.11 on` };
  }
  return undefined;
}

function describe(code: ExpressionErrorCode, part: Part, error: Span, text: string): Wrong {
  const whole = quoted(text.slice(part.start, part.end));
  // An error of no length is shown on the expression that it is in.
  const span = error.end > error.start ? error : part;
  const rest = quoted(text.slice(error.start, error.end));
  switch (code) {
    case 'empty-name':
      return part.end === part.start + 1
        ? {
            span: part,
            message: 'No name follows this "$". Write $$ for a dollar sign',
            repair: { title: 'Write $$', span: part, newText: '$$' },
          }
        : { span: part, message: `There is no name in ${whole}` };
    case 'truncated':
      return { span: part, message: `${whole} is not closed`, ...closing(part, text) };
    case 'bad-name':
      return text.startsWith('$(', part.start)
        ? {
            span: part,
            message: `${whole} is not the name of a parameter, and Postfix runs no commands in main.cf`,
          }
        : {
            span: part,
            message: `${whole} is not the name of a parameter: only letters, digits and underscores can be referred to`,
          };
    case 'unexpected-text':
      return { span, message: `${rest} does not belong after the braces` };
    case 'colon-expected':
      return { span, message: `A colon belongs between the two branches, before ${rest}` };
    case 'operator-expected':
      return { span, message: `One of == != < <= >= > belongs before ${rest}` };
    case 'operand-expected':
      return { span, message: 'What is compared has to stand in braces: {text} == {text}' };
    case 'bad-operator-suffix':
      return { span, message: `${rest} is not an operator: only "level" can be added to one` };
    case 'unknown-function':
      return { span, message: `There is no function ${rest}` };
    case 'nesting':
      return { span, message: `${whole} is nested too deeply` };
  }
}

/** Closes an expression behind its name, where that is all of it; a bracket of the wrong kind is replaced. */
function closing(part: Span, text: string): { readonly repair?: Repair } {
  const match = /^\$([{(])\s*\w+\s*([)}]?)/.exec(text.slice(part.start, part.end));
  if (match === null) return {};
  const next = text[part.start + match[0].length];
  if (next === '?' || next === ':') return {};
  const bracket = match[1] === '{' ? '}' : ')';
  const wrongBracket = match[2] ?? '';
  const end = part.start + match[0].length;
  return {
    repair: {
      title: `Close it with ${bracket}`,
      span: { start: end - wrongBracket.length, end },
      newText: bracket,
    },
  };
}
