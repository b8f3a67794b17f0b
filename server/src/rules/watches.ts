import type { Rule } from './rule';

interface Pattern {
  readonly start: string;
  readonly end: string;
  readonly order: number;
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly number[]>;
  readonly patterns: readonly Pattern[];
}

const indexes = new WeakMap<readonly Rule[], Index>();

/** Those of the rules that are about a parameter by name, in their order. Rules about any parameter are not counted. */
export function watching(rules: readonly Rule[], name: string): readonly Rule[] {
  let index = indexes.get(rules);
  if (index === undefined) indexes.set(rules, (index = indexOf(rules)));
  const orders = new Set(index.byName.get(name));
  for (const { start, end, order } of index.patterns) {
    const isLongEnough = name.length >= start.length + end.length;
    if (isLongEnough && name.startsWith(start) && name.endsWith(end)) orders.add(order);
  }
  return [...orders].sort((a, b) => a - b).map(order => rules[order] as Rule);
}

function indexOf(rules: readonly Rule[]): Index {
  const byName = new Map<string, number[]>();
  const patterns: Pattern[] = [];
  for (const [order, { parameters = [] }] of rules.entries()) {
    for (const parameter of parameters) {
      const star = parameter.indexOf('*');
      if (star !== -1) {
        patterns.push({ start: parameter.slice(0, star), end: parameter.slice(star + 1), order });
        continue;
      }
      const orders = byName.get(parameter);
      if (orders === undefined) byName.set(parameter, [order]);
      else orders.push(order);
    }
  }
  return { byName, patterns };
}
