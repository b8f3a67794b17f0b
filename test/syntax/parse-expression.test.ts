import assert from 'node:assert/strict';
import type { Condition, Expression, Part } from '../../server/src/syntax/expression';
import { parseExpression } from '../../server/src/syntax/parse-expression';
import { referencesIn } from '../../server/src/syntax/references';

/** An expression in brackets of our own: `⟨name ? then : else⟩`. */
function show(text: string): string {
  return showExpression(parseExpression(text), text);
}

function showExpression({ parts }: Expression, text: string): string {
  return parts
    .map(part => `${showPart(part, text)}${part.error === undefined ? '' : `!${part.error.code}`}`)
    .join('');
}

function showPart(part: Part, text: string): string {
  switch (part.kind) {
    case 'literal':
      return text.slice(part.start, part.end);
    case 'escape':
      return '⟨$⟩';
    case 'reference':
      return `⟨${part.name}${showCondition(part.condition, text)}⟩`;
    case 'comparison': {
      const operands = [part.left, part.right].map(operand => showExpression(operand.expression, text));
      const operator = `${part.operator}${part.byLevel ? 'level' : ''}`;
      return `⟨${operands.join(` ${operator} `)}${showCondition(part.condition, text)}⟩`;
    }
    case 'function':
      return `⟨${part.name}(${showExpression(part.argument.expression, text)})⟩`;
  }
}

function showCondition(condition: Condition | undefined, text: string): string {
  if (condition === undefined) return '';
  const { then, otherwise } = condition;
  return [
    then === undefined ? '' : ` ? ${showExpression(then.expression, text)}`,
    otherwise === undefined ? '' : ` : ${showExpression(otherwise.expression, text)}`,
  ].join('');
}

const cases: readonly (readonly [text: string, shown: string])[] = [
  ['', ''],
  ['plain', 'plain'],
  ['$a', '⟨a⟩'],
  ['$a.b $c-d', '⟨a⟩.b ⟨c⟩-d'],
  ['${a}b $(a)b', '⟨a⟩b ⟨a⟩b'],
  ['$$a $$$a b$$c', '⟨$⟩a ⟨$⟩⟨a⟩ b⟨$⟩c'],
  ['${ a } $( a\t)', '⟨a⟩ ⟨a⟩'],
  ['${a?b}', '⟨a ? b⟩'],
  ['${a:b}', '⟨a : b⟩'],
  ['${a?b:c?d}', '⟨a ? b:c?d⟩'],
  ['${a?{b}}', '⟨a ? b⟩'],
  ['${a?{b}:{c}}', '⟨a ? b : c⟩'],
  ['${a?{b}:c d}', '⟨a ? b : c d⟩'],
  ['${a ? { b } : { c } }', '⟨a ?  b  :  c ⟩'],
  ['${a:{b}}', '⟨a : b⟩'],
  ['$(a?{b}:{c})', '⟨a ? b : c⟩'],
  ['${a?{${b?{deep $c}}}}', '⟨a ? ⟨b ? deep ⟨c⟩⟩⟩'],
  ['${a?$b}${a:$c}s', '⟨a ? ⟨b⟩⟩⟨a : ⟨c⟩⟩s'],
  ['${{1} == {2}}', '⟨1 == 2⟩'],
  ['${{$a}!={b}?{c}:{d}}', '⟨⟨a⟩ != b ? c : d⟩'],
  ['${{$a} <level {3.6} ? {b} : {c}}', '⟨⟨a⟩ <level 3.6 ? b : c⟩'],
  ['${{1}>={2}:no}', '⟨1 >= 2 : no⟩'],
  ['${domain_to_ascii{$a.b}}', '⟨domain_to_ascii(⟨a⟩.b)⟩'],
  ['${ domain_to_utf8 {a} }', '⟨domain_to_utf8(a)⟩'],
  // A name can be empty where something else stands in the brackets.
  ['${ }', '⟨⟩'],
  ['${?b}', '⟨ ? b⟩'],
  // Errors.
  ['a$', 'a$!empty-name'],
  ['a$ b', 'a$!empty-name b'],
  ['${}', '${}!empty-name'],
  ['${a', '${a!truncated'],
  ['$(a} b', '$(a} b!truncated'],
  ['${a.b} $c', '${a.b}!bad-name ⟨c⟩'],
  ['${a b}', '${a b}!bad-name'],
  ['${\va}', '${\va}!bad-name'],
  ['${$a == {1}}', '${$a == {1}}!bad-name'],
  ['${a?{b}c}', '⟨a ? b⟩!colon-expected'],
  ['${a?{b}:{c}d}', '⟨a ? b : c⟩!unexpected-text'],
  ['${a:{b}c}', '⟨a : b⟩!unexpected-text'],
  ['$(a?{b)', '⟨a ? b⟩!truncated'],
  ['$({a)', '$({a)!truncated'],
  ['$(f{a)', '$(f{a)!truncated'],
  ['${{1} = {1}}', '${{1} = {1}}!operator-expected'],
  ['${{1}{2}}', '${{1}{2}}!operator-expected'],
  ['${{1} == 1}', '${{1} == 1}!operand-expected'],
  ['${{1} <foo {2}}', '${{1} <foo {2}}!bad-operator-suffix'],
  ['${{1} == {1} x}', '⟨1 == 1⟩!unexpected-text'],
  ['${nofunc{x}}', '⟨nofunc(x)⟩!unknown-function'],
  ['${domain_to_ascii{x}y}', '⟨domain_to_ascii(x)⟩!unexpected-text'],
  ['${a?{b$}:{c}}', '⟨a ? b$!empty-name : c⟩'],
];

describe('parseExpression', () => {
  for (const [text, shown] of cases) {
    it(text === '' ? '(nothing)' : text, () => assert.equal(show(text), shown));
  }

  it('collects all errors, those in branches included', () => {
    const { errors } = parseExpression('$ ${a?{$}:{${}}} ${b');
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['empty-name', 'empty-name', 'empty-name', 'truncated'],
    );
  });

  it('adds a base to all offsets', () => {
    const [part] = parseExpression('$a', 10).parts;
    assert.ok(part?.kind === 'reference');
    assert.deepEqual([part.start, part.end, part.nameSpan], [10, 12, { start: 11, end: 12 }]);
  });

  it('gives up on expressions that are nested without end, in linear time', () => {
    const { errors } = parseExpression('${a?{'.repeat(20_000) + '}}'.repeat(20_000));
    assert.ok(errors.some(({ code }) => code === 'nesting'));
  });

  it('lists references in the order of the text', () => {
    const names = [
      ...referencesIn(parseExpression('$a ${b?{$c}:{$d}} ${{$e}=={$f}?$g:$h} ${domain_to_ascii{$i}}')),
    ];
    assert.deepEqual(
      names.map(({ name }) => name),
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
    );
  });
});
