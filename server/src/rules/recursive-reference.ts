import { assignmentsWith } from '../config/assignments-with';
import type { Assignment, Configuration } from '../config/configuration';
import { referencesIn } from '../syntax/references';
import type { Span } from '../text/span';
import type { Rule } from './rule';
import { listed } from './wording';

export const recursiveReference: Rule = {
  id: 'recursive-reference',
  title: 'Value that refers to itself',
  group: 'syntax',
  severity: 'error',
  why: `A value that comes back to its own name, directly or through others, has no end. Postfix gives
    up at a depth of 100 with "unreasonable macro call nesting": postconf stops, and so does each
    program that reads the value.`,
  sources: [{ title: 'postconf(5)', url: 'https://www.postfix.org/postconf.5.html' }],
  bad: { main: 'mydomain = example.com\nmydestination = ‹$mydestination›, localhost.$mydomain\n' },
  good: { main: 'mydomain = example.com\nmydestination = localhost.$mydomain\n' },
  check({ config, report }) {
    // Values stay known from keystroke to keystroke, circles do not.
    const hasNoEnd = ({ file, name }: Assignment): boolean =>
      file === 'main' && config.value(name).failure === 'nesting';
    if (!assignmentsWith(config, '$').some(hasNoEnd)) return;
    for (const circle of circles(config)) {
      for (const { assignment, name, reference } of circle) {
        if (assignment === undefined) continue;
        const others = circle.filter(link => link.name !== name);
        report({
          span: assignment.value.toFile(reference),
          about: assignment,
          message:
            others.length === 0
              ? `${name} refers to itself, so its value has no end and every program that reads it stops. Take the reference out, or set the name that was meant.`
              : `${name} refers to itself by way of ${listed(others.map(link => link.name))}, so its value has no end and every program that reads it stops. Break the circle in one place.`,
          related: others.flatMap(link =>
            link.assignment === undefined
              ? []
              : [
                  {
                    file: 'main' as const,
                    span: link.assignment.value.toFile(link.reference),
                    message: 'this reference is part of the circle',
                  },
                ],
          ),
        });
      }
    }
  },
};

interface Link {
  /** Undefined for a default that is part of the circle. */
  readonly assignment: Assignment | undefined;
  readonly name: string;
  readonly reference: Span;
}

/** The circles among the values of main.cf and the defaults: a walk that follows every reference once. */
function circles(config: Configuration): Link[][] {
  const found: Link[][] = [];
  const done = new Set<string>();
  const path: Link[] = [];
  const onPath = new Map<string, number>();

  const visit = (name: string): void => {
    const start = onPath.get(name);
    if (start !== undefined) {
      found.push(path.slice(start));
      return;
    }
    if (done.has(name)) return;
    const text = config.raw(name);
    if (text === undefined || !text.includes('$') || config.catalogue.parameter(name)?.raw === true) {
      done.add(name);
      return;
    }
    const assignment = config.inForce(name);
    onPath.set(name, path.length);
    for (const reference of referencesIn(config.expression(text))) {
      // `${name?…}` asks whether there is a value, and does not use it.
      if (reference.condition !== undefined) continue;
      // Longer paths than Postfix follows are no value either; this keeps the walk off the limits of the stack.
      if (path.length > 1_000) break;
      path.push({ assignment, name, reference });
      visit(reference.name);
      path.pop();
    }
    onPath.delete(name);
    done.add(name);
  };
  for (const { name, winner } of config.settings.values()) {
    if (winner.value.text.includes('$')) visit(name);
  }
  // A reference in a branch that is not taken does no harm.
  return found.filter(circle => circle.some(({ name }) => config.value(name).failure === 'nesting'));
}
