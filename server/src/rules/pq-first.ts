import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

/** Post-quantum groups whose key shares need more than one packet. */
const large =
  /^\*?(X25519MLKEM768|SecP256r1MLKEM768|SecP384r1MLKEM1024|MLKEM(512|768|1024)|X25519Kyber768Draft00)$/i;

export const pqFirst: Rule = {
  id: 'pq-first',
  title: 'Post-quantum key exchange sent first',
  group: 'tls',
  severity: 'information',
  parameters: ['tls_eecdh_auto_curves'],
  why: `The client sends a key share for the first group of the list with its first message. One for X25519MLKEM768 makes that message
    about 1,550 bytes instead of 320: it no longer fits into one packet, and some servers and firewalls hang. The default of Postfix
    3.11, "?X25519MLKEM768:DEFAULT", offers the group without sending its share first.`,
  sources: [manual('tls_eecdh_auto_curves')],
  bad: { main: 'tls_eecdh_auto_curves = ‹X25519MLKEM768›, X25519, prime256v1\n' },
  good: { main: 'tls_eecdh_auto_curves = ?X25519MLKEM768:DEFAULT\n' },
  check({ config, report }) {
    for (const assignment of assignmentsInForce(config, 'tls_eecdh_auto_curves')) {
      const first = /^[^\s,:/]+/.exec(assignment.value.text)?.[0];
      if (first === undefined || !large.test(first)) continue;
      report({
        about: assignment,
        file: assignment.file,
        span: assignment.value.toFile({ start: 0, end: first.length }),
        message: `With ${first} first the client's first TLS message no longer fits into one packet, which makes some servers hang. Put a small group such as X25519 first, or write ?${first.replace('*', '')} (OpenSSL 3.5) to offer it without sending its key share.`,
      });
    }
  },
};
