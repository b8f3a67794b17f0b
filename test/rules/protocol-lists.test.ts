import assert from 'node:assert/strict';
import type { World } from '../../server/src/config/world';
import { analyse } from '../support/example';

describe('the release that a fix for TLS versions is for', () => {
  const titles = (postfix: string, world: Partial<World>): string[] =>
    analyse('smtpd_tls_protocols = !SSLv2, !SSLv3\n', { postfix, world })
      .findings.filter(({ rule }) => rule.id === 'weak-protocols')
      .flatMap(({ fixes }) => (fixes ?? []).map(({ title }) => title));

  it('has bounds from 3.6', () => {
    assert.deepEqual(titles('3.6', {}), [
      'Set smtpd_tls_protocols to >=TLSv1.2',
      'Set smtpd_tls_protocols to >=TLSv1 (the default)',
    ]);
  });

  it('has exclusions before', () => {
    assert.deepEqual(titles('3.5', {}), ['Set smtpd_tls_protocols to !SSLv2, !SSLv3, !TLSv1, !TLSv1.1']);
  });

  it('may be any where it is only assumed, so that the list must suit all', () => {
    assert.deepEqual(titles('3.11', { releaseSource: 'assumed' }), [
      'Set smtpd_tls_protocols to !SSLv2, !SSLv3, !TLSv1, !TLSv1.1',
    ]);
  });
});
