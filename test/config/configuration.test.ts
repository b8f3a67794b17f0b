import assert from 'node:assert/strict';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { parseRelease } from '../../server/src/catalogue/release';
import { Configuration } from '../../server/src/config/configuration';
import { parseMainCf } from '../../server/src/syntax/parse-main';

function configure(text: string, release = '3.11'): Configuration {
  return new Configuration({
    tree: parseMainCf(text),
    master: undefined,
    catalogue: loadCatalogue(),
    release: parseRelease(release)!,
    host: undefined,
  });
}

describe('Configuration', () => {
  it('takes the last value, and joins continuation lines', () => {
    const config = configure('mydestination = a\n# no\n  b\nmydestination = c,\n\n  d\n');
    assert.equal(config.raw('mydestination'), 'c,  d');
    assert.equal(config.setting('mydestination')?.definitions.length, 2);
  });
  it('knows the default of each release', () => {
    assert.equal(configure('', '3.5').raw('smtpd_tls_protocols'), '!SSLv2, !SSLv3');
    assert.equal(configure('', '3.6').raw('smtpd_tls_protocols'), '>=TLSv1');
    assert.equal(configure('', '3.7.11').known('smtp_tls_dane_insecure_mx_policy'), 'may');
    assert.equal(configure('', '3.7').known('smtp_tls_dane_insecure_mx_policy'), 'dane');
    assert.equal(configure('', '3.5.22').raw('smtpd_forbid_bare_newline'), undefined);
    assert.equal(configure('', '3.5').raw('smtpd_forbid_bare_newline'), 'no');
  });
  it('expands what depends on the compatibility level', () => {
    assert.equal(configure('compatibility_level = 3.11').known('smtp_tls_security_level'), 'may');
    assert.equal(configure('compatibility_level = 3.10').known('smtp_tls_security_level'), '');
  });
  it('takes mydomain from myhostname', () => {
    assert.equal(
      configure('myhostname = mail.example.com\nmyorigin = $mydomain').known('myorigin'),
      'example.com',
    );
    assert.equal(configure('').known('mydomain'), undefined);
  });
});
