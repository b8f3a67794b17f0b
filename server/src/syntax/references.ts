import type { Condition, Expression, Part, Reference } from './expression';

/** All references of an expression, those inside operands and branches included, in the order of the text. */
export function* referencesIn(expression: Expression): Generator<Reference> {
  for (const part of expression.parts) yield* referencesInPart(part);
}

function* referencesInPart(part: Part): Generator<Reference> {
  switch (part.kind) {
    case 'reference':
      yield part;
      yield* referencesInCondition(part.condition);
      return;
    case 'comparison':
      yield* referencesIn(part.left.expression);
      yield* referencesIn(part.right.expression);
      yield* referencesInCondition(part.condition);
      return;
    case 'function':
      yield* referencesIn(part.argument.expression);
  }
}

function* referencesInCondition(condition: Condition | undefined): Generator<Reference> {
  if (condition?.then !== undefined) yield* referencesIn(condition.then.expression);
  if (condition?.otherwise !== undefined) yield* referencesIn(condition.otherwise.expression);
}
