import assert from 'node:assert/strict';
import fc from 'fast-check';
import { domainToASCII, domainToUnicode as nodeToUnicode } from 'node:url';
import { domainToAscii, domainToUnicode } from '../../server/src/text/punycode';

describe('domains in ASCII and as people write them', () => {
  const pairs: readonly (readonly [unicode: string, ascii: string])[] = [
    ['example.com', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['日本語.jp', 'xn--wgv71a119e.jp'],
    ['ü', 'xn--tda'],
    ['пример.испытание', 'xn--e1afmkfd.xn--80akhbyknj4f'],
    ['😀', 'xn--e28h'],
  ];
  for (const [unicode, ascii] of pairs) {
    if (unicode !== '😀') it(`${unicode} → ${ascii}`, () => assert.equal(domainToAscii(unicode), ascii));
    it(`${ascii} → ${unicode}`, () => assert.equal(domainToUnicode(ascii), unicode));
  }
  it('labels in capitals', () => {
    assert.equal(domainToAscii('BÜCHER.Example'), 'xn--bcher-kva.Example');
    assert.equal(domainToUnicode('XN--BCHER-KVA.Example'), 'bücher.Example');
  });
  it('what is no domain has no other form', () => {
    for (const text of ['', 'a b.ü c', 'ü!']) assert.equal(domainToAscii(text), undefined);
    for (const text of ['xn--!', 'xn--a', 'xn--zzzzzzzzzzzzzzz', 'xn--', 'xn--0', 'xn--bcher-']) {
      assert.equal(domainToUnicode(text), undefined, text);
    }
  });
  it('agrees with the names of the web', () => {
    const label = fc.stringMatching(/^[a-zäöüéèжя中文][a-zäöüéèжя中文0-9]{0,20}$/);
    fc.assert(
      fc.property(label, text => {
        assert.equal(domainToAscii(text), domainToASCII(`${text}.example`).replace(/\.example$/, ''));
        assert.equal(
          domainToUnicode(domainToAscii(text) ?? ''),
          nodeToUnicode(text) === '' ? text : nodeToUnicode(text),
        );
      }),
    );
  });
});
