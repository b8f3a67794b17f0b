import assert from 'node:assert/strict';
import { parseRelease } from '../../server/src/catalogue/release';
import { explain } from '../../server/src/features/explain';
import { rules } from '../../server/src/rules/index';
import { service } from '../support/example';
import { prose } from '../support/prose';

function page(word: string, postfix = '3.11'): string | undefined {
  const release = parseRelease(postfix);
  assert.ok(release);
  return explain(service.catalogue, prose, rules, word, release);
}

describe('explain', () => {
  const cases: [word: string, words: string[], postfix?: string][] = [
    [
      'smtpd_tls_security_level',
      ['**smtpd_tls_security_level** ·', 'default empty', '#smtpd_tls_security_level)'],
    ],
    ['$myhostname', ['**myhostname** · a host or domain name']],
    ['${mydomain}', ['**mydomain** ·']],
    ['milter_default_action', ['default `tempfail`'], '3.7.11'],
    ['milter_default_action', ['(changed in 3.7.20 from `tempfail`)'], '3.7'],
    ['requiretls_enable', ['**Not in Postfix 3.5**'], '3.5'],
    // A family by its suffix, in the manual's spelling, and a member of it.
    ['destination_rate_delay', ['**<transport>_destination_rate_delay** · a time']],
    ['transport_destination_rate_delay', ['**<transport>_destination_rate_delay**']],
    ['<transport>_destination_rate_delay', ['**<transport>_destination_rate_delay**']],
    [
      'bulk_destination_rate_delay',
      ['**bulk_destination_rate_delay**', '#transport_destination_rate_delay)'],
    ],
    ['weak-protocols', ['**weak-protocols** ·', '```postfix-main-cf', 'https://www.rfc-editor.org/']],
    // A word of both sides has two pages.
    ['may', ['**may – TLS offered**', '\n\n---\n\n']],
    ['permit_mynetworks', ['**permit_mynetworks –']],
    ['TLSV1.2', ['**TLSv1.2 –']],
    ['lmdb', ['**lmdb –']],
  ];
  for (const [word, words, postfix] of cases) {
    it(postfix === undefined ? word : `${word} in ${postfix}`, () => {
      const text = page(word, postfix) ?? '';
      for (const each of words) assert.ok(text.includes(each), `no ${each} in:\n${text}`);
    });
  }
  for (const word of ['', 'nothing_of_that_name', '_destination', 'constructor']) {
    it(`knows nothing of ${JSON.stringify(word)}`, () => assert.equal(page(word), undefined));
  }
  it('has a page for every parameter, family and term', () => {
    const { data } = service.catalogue;
    const words = [
      ...data.parameterNames,
      ...data.families.map(({ suffix }) => `transport_${suffix}`),
      ...data.terms.map(({ id }) => id),
    ];
    assert.deepEqual(
      words.filter(word => (page(word)?.length ?? 0) < 120),
      [],
    );
  });
});
