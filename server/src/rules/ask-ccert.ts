import type { Configuration } from '../config/configuration';
import { assignmentsInForce, isYes } from './in-force';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';

/** What looks at a client's certificate. */
const usesCertificate = /\b(permit_tls_clientcerts|permit_tls_all_clientcerts|check_ccert_access)\b/i;

export const askCcert: Rule = {
  id: 'ask-ccert',
  title: 'Client certificates asked for and not used',
  group: 'tls',
  severity: 'information',
  parameters: ['smtpd_tls_ask_ccert', 'postscreen_tls_ask_ccert'],
  why: `Asking for a client certificate switches anonymous ciphers off, and some clients fail when they are asked, or trouble their
    user with a choice of certificates. It pays only where a restriction decides by certificate.`,
  sources: [manual('smtpd_tls_ask_ccert'), tlsReadme],
  bad: { main: 'smtpd_tls_ask_ccert = ‹yes›\n' },
  good: {
    main: 'smtpd_tls_ask_ccert = yes\nrelay_clientcerts = inline:{ { AA:BB = laptop } }\nsmtpd_relay_restrictions = permit_mynetworks, permit_tls_clientcerts, reject_unauth_destination\n',
  },
  check({ config, report }) {
    const asking = ['smtpd_tls_ask_ccert', 'postscreen_tls_ask_ccert']
      .flatMap(name => assignmentsInForce(config, name))
      .filter(({ file, value }) => file === 'main' && isYes(value.text));
    if (asking.length === 0 || decidesByCertificate(config)) return;
    for (const assignment of asking) {
      report({
        about: assignment,
        span: assignment.value.span,
        message: `${assignment.name} = yes asks every client for a certificate, but no restriction here looks at one (permit_tls_clientcerts, check_ccert_access). Asking disturbs some clients and brings nothing: remove it, or set it with -o for the service that needs it.`,
      });
    }
  },
};

function decidesByCertificate(config: Configuration): boolean {
  return config.assignments.some(
    ({ name, value }) =>
      (name === 'smtpd_tls_req_ccert' && isYes(value.text)) || usesCertificate.test(value.text),
  );
}
