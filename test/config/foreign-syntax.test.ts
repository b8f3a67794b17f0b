import assert from 'node:assert/strict';
import { quotedParts, trailingComments, trailingSemicolons } from '../../server/src/config/foreign-syntax';
import { unmark } from '../support/example';
import { configure } from '../support/configure';

const kinds = { comment: trailingComments, quotes: quotedParts, semicolon: trailingSemicolons };

const cases: readonly (readonly [kind: keyof typeof kinds, main: string])[] = [
  ['comment', 'mydestination = a ‹# b›'],
  ['comment', 'mydestination = ‹# b # c›'],
  ['comment', 'mydestination = a#b'],
  ['comment', 'mydestination = a ‹# b›\n  c\n  d ‹# e›'],
  ['comment', 'virtual_alias_maps = inline:{ {a = #b} { c = d # } } ‹# e›'],
  ['comment', 'mydestination = a } ‹# b›'],
  ['quotes', 'mydestination = ‹"a"›, b, ‹\'c\'›'],
  ['quotes', 'relayhost = ‹"[mail.example.com] 587"›'],
  ['quotes', 'relayhost = ‹“mail.example.com”›'],
  ['quotes', 'relayhost = ‹"a"› b'],
  ['quotes', 'relayhost = "'],
  ['quotes', 'mydestination = a"b", "c"d"'],
  ['quotes', 'virtual_alias_maps = inline:{ {"a" = "b"} }'],
  ['quotes', 'smtpd_banner = "a"'],
  ['quotes', 'nosuch = "a"'],
  ['semicolon', 'relayhost = mail.example.com‹;›'],
  ['semicolon', 'mydestination = a‹;› b‹;›, c;d'],
  ['semicolon', 'smtpd_banner = a;'],
  ['semicolon', 'nosuch = a;'],
];

describe('syntax of other programs', () => {
  for (const [kind, marked] of cases) {
    it(`${kind}: ${JSON.stringify(marked)}`, () => {
      const { text, spans } = unmark(marked);
      const assignment = configure(text).assignments[0]!;
      const found = kinds[kind](assignment).map(span => assignment.value.toFile(span));
      assert.deepEqual(found, spans);
    });
  }
});
