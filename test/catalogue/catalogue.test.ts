import assert from 'node:assert/strict';
import { loadCatalogue } from '../../server/src/catalogue/load';
import { parseRelease, type Release } from '../../server/src/catalogue/release';

const catalogue = loadCatalogue();
const release = (text: string): Release => parseRelease(text) as Release;

function defaultOf(name: string, at: string): string | undefined {
  const parameter = catalogue.parameter(name);
  assert.ok(parameter, name);
  return catalogue.defaultOf(parameter, release(at));
}

describe('defaults of releases', () => {
  const cases: [name: string, at: string, value: string | undefined][] = [
    ['smtpd_tls_protocols', '2.8', ''],
    ['smtpd_tls_protocols', '2.9.13', ''],
    ['smtpd_tls_protocols', '2.9.14', '!SSLv2, !SSLv3'],
    ['smtpd_tls_protocols', '3.5', '!SSLv2, !SSLv3'],
    ['smtpd_tls_protocols', '3.6', '>=TLSv1'],
    ['smtpd_forbid_bare_newline', '3.5.22', undefined],
    ['smtpd_forbid_bare_newline', '3.5.23', 'no'],
    ['smtpd_forbid_bare_newline', '3.8', 'no'],
    ['smtpd_forbid_bare_newline', '3.9.0', 'normalize'],
    ['milter_default_action', '3.7.19', 'tempfail'],
    ['milter_default_action', '3.7.20', 'shutdown'],
    ['milter_default_action', '3.7', 'shutdown'],
    ['smtp_tls_security_level', '3.10', ''],
    ['smtp_tls_security_level', '3.11', '${{$compatibility_level} <level {3.11} ? {} : {may}}'],
    ['postscreen_blacklist_action', '3.5', 'ignore'],
    ['postscreen_blacklist_action', '3.6', undefined],
    ['requiretls_enable', '3.10', undefined],
    ['smtp_tls_cipherlist', '3.7', undefined],
  ];
  for (const [name, at, value] of cases) {
    it(`${name} in ${at}`, () => assert.equal(defaultOf(name, at), value));
  }
});

describe('last change of a default', () => {
  const cases: [name: string, at: string, change: string | undefined][] = [
    ['smtpd_tls_protocols', '3.11', '3.6: !SSLv2, !SSLv3'],
    ['smtpd_tls_protocols', '3.5', '3.0.2: '],
    ['smtpd_tls_protocols', '2.10', '2.10.8: '],
    ['smtpd_tls_protocols', '2.10.7', undefined],
    ['milter_default_action', '3.7.11', undefined],
    ['milter_default_action', '3.7', '3.7.20: tempfail'],
    ['maximal_queue_lifetime', '3.11', undefined],
    // Postfix only wrote the expression in another form.
    ['address_verify_poll_count', '3.11', undefined],
    ['append_dot_mydomain', '3.11', '3.0: yes'],
  ];
  for (const [name, at, expected] of cases) {
    it(`${name} in ${at}`, () => {
      const parameter = catalogue.parameter(name);
      assert.ok(parameter);
      const change = catalogue.lastChange(parameter, release(at));
      assert.equal(change && `${change.at}: ${change.before}`, expected);
    });
  }
});

describe('families', () => {
  const cases: [name: string, family: string | undefined][] = [
    ['slow_destination_rate_delay', 'slow + destination_rate_delay'],
    ['my_own_extra_recipient_limit', 'my_own + extra_recipient_limit'],
    ['policyd_time_limit', 'policyd + time_limit'],
    ['_recipient_limit', undefined],
    ['smtp_tls_security_level', undefined],
  ];
  for (const [name, expected] of cases) {
    it(name, () => {
      const member = catalogue.familyOf(name);
      assert.equal(member && `${member.service} + ${member.family.suffix}`, expected);
    });
  }
});

describe('what postconf warns about', () => {
  const warned = (at: string): number =>
    catalogue.parameters.filter(({ deprecated }) => deprecated?.since === at).length;
  it('18 names from 3.9', () => assert.equal(warned('3.9'), 18));
  it('17 more from 3.11', () => assert.equal(warned('3.11'), 17));
  it('one more in 3.12', () => assert.equal(warned('3.12'), 1));
});
