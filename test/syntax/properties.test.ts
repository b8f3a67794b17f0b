import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expression, Operand, Part } from '../../server/src/syntax/expression';
import { parseExpression } from '../../server/src/syntax/parse-expression';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { parseMasterCf } from '../../server/src/syntax/parse-master';
import { contains, type Span } from '../../server/src/text/span';

/** Text made of what matters to the reader, so that odd combinations come up often. */
const odd = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('a', 'name', '=', ' ', '\n', '#', '{', '}', '$', '(', ')', '?', ':'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '\t',
          '\r\n',
          '\0',
          '\v',
          '\ufeff',
          '$$',
          '${',
          '-o',
          ' = ',
          '\n ',
          '==',
          '<level',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''));
const bytes = fc.uint8Array({ maxLength: 200 }).map(array => Buffer.from(array).toString('latin1'));
const texts = fc.oneof(odd, bytes);

/** Whether nodes join without gaps to a text of that length. */
function assertJoined(nodes: readonly Span[], length: number): void {
  let at = 0;
  for (const { start, end } of nodes) {
    assert.equal(start, at);
    assert.ok(end > start);
    at = end;
  }
  assert.equal(at, length);
}

function assertOrdered(spans: readonly Span[], outer: Span): void {
  let at = outer.start;
  for (const span of spans) {
    assert.ok(span.start >= at && span.end >= span.start && contains(outer, span));
    at = span.end;
  }
}

describe('syntax of any text', () => {
  it('main.cf: the nodes are the text, and their parts lie in them in order', () => {
    fc.assert(
      fc.property(texts, text => {
        const { nodes } = parseMainCf(text);
        assertJoined(nodes, text.length);
        for (const node of nodes) {
          if (node.kind === 'comment' || node.kind === 'blank') continue;
          assertOrdered(node.segments, node);
          assertOrdered(node.interleaved, node);
          if (node.kind !== 'entry') continue;
          assert.equal(text.slice(node.nameSpan.start, node.nameSpan.end), node.name);
          assertOrdered([node.nameSpan, { start: node.equals, end: node.equals + 1 }, node.value.span], node);
          assertOrdered(node.value.fileSpans, node);
          assert.equal(
            node.value.fileSpans.map(({ start, end }) => text.slice(start, end)).join(''),
            node.value.text,
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('main.cf: each unit of a value is found in the file and back', () => {
    fc.assert(
      fc.property(texts, text => {
        for (const node of parseMainCf(text).nodes) {
          if (node.kind !== 'entry') continue;
          const { value } = node;
          for (let i = 0; i < value.text.length; i++) {
            const { start, end } = value.toFile({ start: i, end: i + 1 });
            assert.equal(text.slice(start, end), value.text[i]);
            const back = value.toLogical(start);
            assert.ok(back !== undefined && value.toFileStart(back) <= start);
          }
        }
      }),
    );
  });

  it('master.cf: the nodes are the text, and fields lie in their service', () => {
    fc.assert(
      fc.property(fc.tuple(fc.constantFrom('', 'smtp inet n - n - - smtpd '), texts), parts => {
        const text = parts.join('');
        const { nodes, services } = parseMasterCf(text);
        assertJoined(nodes, text.length);
        for (const service of services) {
          assertOrdered([service.name.span, service.type.span, service.command.span], service);
          assertOrdered(service.overrides, service);
          for (const { name, nameSpan } of service.overrides) {
            assert.equal(text.slice(nameSpan.start, nameSpan.end), name);
          }
          for (const problem of service.problems) assert.ok(contains(service, problem));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('expressions: the parts are the text, nested and in order', () => {
    fc.assert(
      fc.property(odd, text => {
        const expression = parseExpression(text);
        assertJoined(expression.parts, text.length);
        assertNested(expression, { start: 0, end: text.length });
      }),
      { numRuns: 2_000 },
    );
  });
});

function assertNested({ parts, errors }: Expression, outer: Span): void {
  assertOrdered(parts, outer);
  for (const error of errors) assert.ok(contains(outer, error));
  for (const part of parts) for (const operand of operandsOf(part)) assertOperand(operand, part);
}

function assertOperand(operand: Operand, part: Part): void {
  assert.ok(contains(part, operand));
  assertNested(operand.expression, operand);
}

function operandsOf(part: Part): Operand[] {
  if (part.kind === 'function') return [part.argument];
  if (part.kind !== 'reference' && part.kind !== 'comparison') return [];
  const { then, otherwise } = part.condition ?? {};
  const own = part.kind === 'comparison' ? [part.left, part.right] : [];
  return [...own, then, otherwise].filter(operand => operand !== undefined);
}
