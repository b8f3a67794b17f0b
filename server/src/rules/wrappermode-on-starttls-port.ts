import { replaceValue } from './edits';
import { startTlsTarget } from './relay-client';
import type { Rule } from './rule';
import { manual, rfc } from './sources';
import { serviceAssignment } from './tls-services';

export const wrappermodeOnStarttlsPort: Rule = {
  id: 'wrappermode-on-starttls-port',
  title: 'TLS from the first byte where STARTTLS belongs',
  group: 'tls',
  severity: 'error',
  parameters: ['smtp_tls_wrappermode', 'relayhost'],
  why: `smtp_tls_wrappermode = yes is for port 465 alone. On ports 25 and 587 a server greets first and offers STARTTLS; a client
    that begins TLS at once does not understand the greeting, and its mail is deferred.`,
  sources: [manual('smtp_tls_wrappermode'), rfc(8314, '3.3')],
  bad: {
    main: 'relayhost = [smtp.example.com]:587\nsmtp_tls_security_level = encrypt\nsmtp_tls_wrappermode = ‹yes›\n',
  },
  good: {
    main: 'relayhost = [smtp.example.com]:587\nsmtp_tls_security_level = encrypt\nsmtp_tls_wrappermode = no\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const target = startTlsTarget(config);
    if (target === undefined) return;
    const assignment = serviceAssignment(config, target.client.service, 'smtp_tls_wrappermode');
    if (assignment === undefined) return;
    const relayhost = config.inForce('relayhost');
    const { relay } = target;
    const what =
      relay === undefined ? 'The mail servers of other domains listen on port 25' : `${relay} is a port`;
    report({
      file: assignment.file,
      about: assignment,
      span: assignment.value.span,
      message: `${what} where TLS begins with STARTTLS, but smtp_tls_wrappermode = yes begins it at once: no connection succeeds, and mail is deferred. It is for port 465 only; set it to no.`,
      related:
        relay === undefined || relayhost === undefined
          ? []
          : [{ file: 'main', span: relayhost.value.span, message: 'where the mail goes' }],
      fixes: [
        {
          title: 'Set smtp_tls_wrappermode to no',
          safety: 'unsafe',
          edits: () => [replaceValue(assignment, 'no')],
        },
      ],
    });
  },
};
