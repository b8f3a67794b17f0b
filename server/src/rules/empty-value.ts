import type { Assignment } from '../config/configuration';
import { placeholders } from '../config/placeholders';
import { problemsWithCode } from '../config/value-problems';
import { removeAssignment } from './edits';
import type { Rule, RuleContext } from './rule';

export const emptyValue: Rule = {
  id: 'empty-value',
  title: 'Empty value that is not allowed',
  group: 'values',
  severity: 'error',
  why: `An empty value is a value: it does not mean the default. Numbers, times, switches and about 150
    texts may not be empty: the program that reads them stops, for some of them every program. postconf
    does not notice.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'mydestination = localhost\n‹myhostname› =\n' },
  good: { main: 'mydestination = localhost\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    const told = new Set<Assignment>();
    for (const { assignment } of problemsWithCode(context.config, 'empty-value')) {
      told.add(assignment);
      tell(context, assignment);
    }
    for (const assignment of context.config.assignmentsThat(mayBeEmpty)) {
      if (told.has(assignment) || !isEmpty(context, assignment)) continue;
      if (/^\$[{(]?[A-Z]/.test(assignment.value.text)) tellPlaceholder(context, assignment);
      else tell(context, assignment);
    }
  },
};

/**
 * An upper-case name that nothing defines: perhaps another program puts something in its place; where it is the only one in the file,
 * perhaps it is a slip. The place is the parameter's name, because what stands in a placeholder is not judged.
 */
function tellPlaceholder({ config, report }: RuleContext, assignment: Assignment): void {
  if (placeholders(config.tree.text, false).length > 1) return;
  const { name, nameSpan, value } = assignment;
  report({
    span: nameSpan,
    message: `${value.text} is defined nowhere, so ${name} is empty, which stops ${readersOf(assignment)} – unless another program puts a value in its place first.`,
  });
}

/** Whether Postfix wants something in a value that has nothing of its own in it. */
function mayBeEmpty({ parameter, value }: Assignment): boolean {
  return (parameter?.parameter?.minLength ?? 0) > 0 && (value.text === '' || value.text.startsWith('$'));
}

/** Also a value that is nothing but references to what is empty. */
function isEmpty({ config }: RuleContext, assignment: Assignment): boolean {
  const { text } = assignment.value;
  if (text === '') return true;
  if (!text.startsWith('$') || assignment.parameter?.parameter?.raw === true) return false;
  return config.inForce(assignment.name) === assignment && config.known(assignment.name) === '';
}

function tell({ config, report }: RuleContext, assignment: Assignment): void {
  const { name, value, file } = assignment;
  const fallback = config.defaultOf(name);
  // What is empty by default (virtual_mailbox_base) stops nobody who does not need it.
  if (fallback === '' && assignment.parameter?.parameter?.computedFrom === undefined) return;
  report({
    file,
    span: value.text === '' ? assignment.nameSpan : value.span,
    about: assignment,
    message: `${name} is empty, which stops ${readersOf(assignment)}. Write a value, or remove the line: then ${fallback === undefined || fallback === '' ? 'the default counts' : `the default "${fallback}" counts`}.`,
    fixes: [{ title: `Remove ${name}`, safety: 'unsafe', edits: () => removeAssignment(config, assignment) }],
  });
}

function readersOf({ parameter }: Assignment): string {
  return parameter?.parameter?.programs.includes('*') === true
    ? 'every Postfix program'
    : 'the program that reads it';
}
