import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';

const names = ['cert_file', 'eccert_file', 'dcert_file', 'chain_files'].map(name => `smtp_tls_${name}`);

export const clientCertificateSet: Rule = {
  id: 'client-certificate-set',
  title: 'Client certificate for all outgoing mail',
  group: 'tls',
  severity: 'information',
  parameters: names,
  why: `Outgoing TLS needs no certificate of our own: it is shown only to servers that ask for one, and hardly any do anything
    with it. Some refuse the connection when they do not like what they get. Postfix's advice is to set a client certificate
    only where one server is known to want it.`,
  sources: [manual('smtp_tls_cert_file'), tlsReadme],
  bad: {
    main: 'smtp_tls_security_level = may\nsmtp_tls_cert_file = ‹/etc/ssl/mail/fullchain.pem›\nsmtp_tls_key_file = /etc/ssl/mail/privkey.pem\n',
  },
  good: { main: 'smtp_tls_security_level = may\n' },
  check({ config, report }) {
    // A relay may well know its clients by their certificates.
    if ((config.known('relayhost') ?? 'unknown') !== '') return;
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        const value = assignment.value.text;
        if (assignment.file === 'master' || value === '' || value === 'none') continue;
        report({
          about: assignment,
          span: assignment.value.span,
          message: `Postfix shows this certificate to every server that asks for one. Delivering mail over TLS needs none, and a few servers refuse those they do not know: remove ${name} unless a server is known to want it.`,
        });
        return;
      }
    }
  },
};
