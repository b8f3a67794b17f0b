/** Arbitrary `$name` expressions, good and bad. */
import fc from 'fast-check';
import { branchOf, compareVersions, type Release } from './releases';

/** Well-formed references and conditional expressions of a release to the given names. */
export function expressionsOf(release: Release): (names: readonly string[]) => fc.Arbitrary<string> {
  const levelOperators = compareVersions(release.version, '3.6') >= 0;
  const functions = compareVersions(branchOf(release), '3.11') >= 0;
  return names => {
    const name = fc.constantFrom(...names);
    const { expression } = fc.letrec<{ expression: string; text: string }>(tie => {
      const text = tie('text');
      const group = text.map(inside => `{${inside}}`);
      const bare = fc.constantFrom('', 'T', 'a b', 'a:b', 'a?b', '10s', ' x');
      const blank = fc.constantFrom('', '', ' ', '  ');
      const choice = fc.oneof(
        fc.tuple(fc.constantFrom('?', ':'), bare).map(parts => parts.join('')),
        fc.tuple(blank, fc.constantFrom('?', ':'), blank, group, blank).map(parts => parts.join('')),
        fc
          .tuple(blank, fc.constant('?'), blank, group, blank, fc.constant(':'), blank, group, blank)
          .map(parts => parts.join('')),
        fc
          .tuple(fc.constant('?'), group, fc.constant(':'), fc.constantFrom('b', 'b c'))
          .map(parts => parts.join('')),
      );
      const operand = fc.oneof(
        fc.constantFrom(
          '{}',
          '{1}',
          '{2}',
          '{10}',
          '{01}',
          '{a}',
          '{B}',
          '{é}',
          '{-1}',
          '{ 1 }',
          '{99999999999999999999x}',
        ),
        group,
      );
      const level = fc.constantFrom('{1}', '{3.6}', '{3.10}', '{3.6.1}', '{$compatibility_level}');
      const operator = fc.constantFrom('==', '!=', '<', '<=', '>=', '>');
      const comparison = fc.oneof(
        {
          weight: 3,
          arbitrary: fc.tuple(operand, blank, operator, blank, operand).map(parts => parts.join('')),
        },
        ...(levelOperators
          ? [
              {
                weight: 1,
                arbitrary: fc
                  .tuple(level, blank, operator, fc.constant('level'), blank, level)
                  .map(parts => parts.join('')),
              },
            ]
          : []),
      );
      return {
        text: fc.oneof(
          { depthSize: 'small', maxDepth: 2 },
          fc.constantFrom('', 'a', 'b c', ' a ', '1', 'x:y'),
          tie('expression'),
        ),
        expression: fc.oneof(
          { depthSize: 'small', maxDepth: 2 },
          { weight: 4, arbitrary: name.map(name => `$${name}`) },
          { weight: 2, arbitrary: name.map(name => `\${${name}}`) },
          { weight: 1, arbitrary: name.map(name => `$(${name})`) },
          { weight: 1, arbitrary: name.map(name => `\${ ${name} }`) },
          { weight: 3, arbitrary: fc.tuple(name, choice).map(([name, choice]) => `\${${name}${choice}}`) },
          { weight: 1, arbitrary: fc.tuple(name, choice).map(([name, choice]) => `$(${name}${choice})`) },
          {
            weight: 2,
            arbitrary: fc
              .tuple(comparison, choice)
              .map(([comparison, choice]) => `\${${comparison}${choice}}`),
          },
          { weight: 1, arbitrary: comparison.map(comparison => `\${${comparison}}`) },
          ...(functions
            ? [
                {
                  weight: 1,
                  arbitrary: fc.constantFrom(
                    '${domain_to_ascii{bücher.example}}',
                    '${domain_to_utf8{xn--bcher-kva.example}}',
                    '${domain_to_ascii{example.com}}',
                  ),
                },
              ]
            : []),
        ),
      };
    });
    return expression;
  };
}

/** Text that some or all releases call a mistake in an expression. */
export const faults = fc.constantFrom(
  'a$',
  '$ b',
  '$-',
  '$.',
  '${u1',
  '$(u1',
  '${}',
  '$()',
  '${ }',
  '${a.b}',
  '${a b}',
  '${u1?{a}b}',
  '${u1?{a}:{b}c}',
  '${u1 {a}}',
  '${{1} = {1}}',
  '${{1} == 1}',
  '${$u1 == {1}}',
  '${1 == {1}}',
  '${{99999999999999999999} == {1}}',
  '${{1} <foo {2}}',
  '${{a} <level {3.6}}',
  '${nofunc{x}}',
  '${{u1}}',
  '${u1)',
  '$(u1}',
  '$$$',
  '${u1?{a',
  '${{1} == {1} ? {a} {b}}',
  '${{1} == {1} x}',
  '${{1}{2}}',
  '${domain_to_ascii{}}',
  '${domain_to_ascii{x}?{a}}',
  '${{1} =! {2}}',
  '${{1}<>{2}}',
  '${u1?{a}:}',
  '${u1:{a}:{b}}',
  '${?x}',
  '${:x}',
  '${u1??x}',
);
