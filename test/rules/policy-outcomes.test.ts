import assert from 'node:assert/strict';
import { analyse } from '../support/example';

/** What is said of the only policy in a table for everybody. */
function said(policy: string): string[] {
  return analyse(`smtp_tls_policy_maps = static:{${policy}}\n`)
    .findings.filter(({ rule }) => rule.id === 'policy-map-inline')
    .map(({ severity, message }) => `${severity}: ${message.slice(message.lastIndexOf(': ') + 2)}`);
}

describe('a mistake in a TLS policy', () => {
  it('defers mail, and at may lets it go in cleartext later where only the handshake fails', () => {
    assert.deepEqual(said('encrypt ciphers=strong'), [
      'error: each TLS handshake fails, and mail for all destinations is deferred.',
    ]);
    assert.deepEqual(said('may protocols=!TLS1.0'), [
      'error: each TLS handshake fails, and mail for all destinations is deferred, then sent in cleartext.',
    ]);
    assert.deepEqual(said('may match=example.com'), [
      'error: mail for all destinations is deferred with "client TLS configuration problem".',
    ]);
  });
  it('is ignored at none', () => {
    assert.deepEqual(said('none ciphers=high'), ['warning: Postfix warns and ignores it.']);
  });
});
