import { knownServiceValue, serviceAssignment } from '../config/instance';
import { assignmentsOfKind } from '../config/assignments-with';
import { tokens } from '../values/tokens';
import { isYes } from './in-force';
import { restrictionLists } from './list-parameters';
import type { Rule } from './rule';
import { servicesFor } from './services';
import { manual } from './sources';

/** Both refuse a logged-in client that does not own its sender address; without a table nobody owns any. */
const restrictions = /^(reject_sender_login_mismatch|reject_authenticated_sender_login_mismatch)$/i;

export const loginMismatchWithoutMaps: Rule = {
  id: 'login-mismatch-without-maps',
  title: 'Sender check without a table of senders',
  group: 'sasl',
  severity: 'warning',
  parameters: ['smtpd_sender_login_maps', 'smtpd_sender_restrictions', 'smtpd_recipient_restrictions'],
  why: `reject_sender_login_mismatch asks smtpd_sender_login_maps who may use a sender address. Where no
    table is set, nobody owns any address, and every client that has logged in is refused with "Sender
    address rejected: not owned by user".`,
  sources: [manual('reject_sender_login_mismatch'), manual('smtpd_sender_login_maps')],
  bad: {
    main: 'smtpd_tls_auth_only = yes\nsmtpd_sasl_auth_enable = yes\nsmtpd_sender_restrictions = ‹reject_sender_login_mismatch›\n',
  },
  good: {
    main: 'smtpd_tls_auth_only = yes\nsmtpd_sasl_auth_enable = yes\nsmtpd_sender_restrictions = reject_sender_login_mismatch\nsmtpd_sender_login_maps = pcre:/etc/postfix/senders\n',
  },
  aboutAbsence: true,
  check({ config, report }) {
    const services = servicesFor(config, 'smtpd').filter(
      service =>
        isYes(knownServiceValue(config, service, 'smtpd_sasl_auth_enable')) &&
        knownServiceValue(config, service, 'smtpd_sender_login_maps') === '',
    );
    if (services.length === 0) return;
    for (const assignment of assignmentsOfKind(config, 'restrictions')) {
      if (!(restrictionLists as readonly string[]).includes(assignment.name)) continue;
      if (!services.some(service => serviceAssignment(config, service, assignment.name) === assignment))
        continue;
      for (const token of tokens(assignment.value.text)) {
        if (!restrictions.test(token.text)) continue;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(token),
          message: `smtpd_sender_login_maps is not set, so nobody owns a sender address and every client that has logged in is refused. Set the table, or take ${token.text} out.`,
        });
      }
    }
  },
};
