import type { Condition, Expression, Part, Reference } from './expression';

const memos = new WeakMap<Expression, readonly Reference[]>();

/** All references of an expression, those inside operands and branches included, in the order of the text. */
export function referencesIn(expression: Expression): readonly Reference[] {
  let references = memos.get(expression);
  if (references === undefined) memos.set(expression, (references = collect(expression, [])));
  return references;
}

function collect({ parts }: Expression, into: Reference[]): Reference[] {
  for (const part of parts) collectInPart(part, into);
  return into;
}

function collectInPart(part: Part, into: Reference[]): void {
  switch (part.kind) {
    case 'reference':
      into.push(part);
      collectInCondition(part.condition, into);
      return;
    case 'comparison':
      collect(part.left.expression, into);
      collect(part.right.expression, into);
      collectInCondition(part.condition, into);
      return;
    case 'function':
      collect(part.argument.expression, into);
  }
}

function collectInCondition(condition: Condition | undefined, into: Reference[]): void {
  if (condition?.then !== undefined) collect(condition.then.expression, into);
  if (condition?.otherwise !== undefined) collect(condition.otherwise.expression, into);
}
