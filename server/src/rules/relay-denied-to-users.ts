import type { Assignment, Configuration } from '../config/configuration';
import { knownServiceValue, mailServices, serviceAssignment, type MailService } from '../config/instance';
import { commaAndSpace, tokens } from '../values/tokens';
import { replaceInValue, separatorIn } from './edits';
import { isYes } from './in-force';
import { relayLists } from './relay-protection';
import { removeItem } from './remove-item';
import type { Fix, Rule } from './rule';
import { isLoopbackOnly } from './services';
import { manual } from './sources';

export const relayDeniedToUsers: Rule = {
  id: 'relay-denied-to-users',
  title: 'Logged-in users who may not send',
  group: 'restrictions',
  severity: 'warning',
  parameters: [...relayLists, 'smtpd_sasl_auth_enable'],
  why: `reject_unauth_destination refuses everybody who has not been permitted before it in the same list, those who logged in
    included: they get "Relay access denied" for all mail to other domains. permit_sasl_authenticated belongs before it in
    smtpd_relay_restrictions, and in smtpd_recipient_restrictions where that refuses, too.`,
  sources: [
    manual('permit_sasl_authenticated'),
    { title: 'SASL_README', url: 'https://www.postfix.org/SASL_README.html#server_sasl_authz' },
  ],
  bad: {
    main: 'smtpd_tls_auth_only = yes\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_sasl_auth_enable = yes\nsmtpd_relay_restrictions = permit_mynetworks, ‹reject_unauth_destination›, permit_sasl_authenticated\n',
  },
  good: {
    main: 'smtpd_tls_auth_only = yes\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = none\nsmtpd_sasl_auth_enable = yes\nsmtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, report }) {
    const reported = new Set<Assignment>();
    const services = mailServices(config).filter(
      ({ program, service }) =>
        program === 'smtpd' && isYes(knownServiceValue(config, service, 'smtpd_sasl_auth_enable')),
    );
    const lists = services.map(of => listsThatRefuse(config, of));
    // Where users have a service of their own, the others may well be for mail servers alone.
    const isHopeless = lists.every(names => names.length > 0);
    for (const [index, { service, use }] of services.entries()) {
      if ((use !== 'submission' && use !== 'submissions' && !isHopeless) || isLoopbackOnly(config, service))
        continue;
      for (const name of lists[index] ?? []) {
        const assignment = serviceAssignment(config, service, name);
        if (assignment === undefined || reported.has(assignment)) continue;
        reported.add(assignment);
        const words = tokens(assignment.value.text, commaAndSpace, true);
        const refusal = words.find(({ text }) => refuses(text));
        const isBehind = words.some(({ text }) => text.toLowerCase() === permit);
        report({
          file: assignment.file,
          about: assignment,
          span: refusal === undefined ? assignment.value.span : assignment.value.toFile(refusal),
          message: `Users who log in get "Relay access denied" for mail to other domains: ${name} ${isBehind ? `has ${permit} only behind` : `has no ${permit} before`} ${refusal?.text ?? 'reject_unauth_destination'}. Put it before that.`,
          related:
            service === undefined
              ? []
              : [{ file: 'master', span: service.name.span, message: 'where they log in' }],
          fixes: fixesFor(config, assignment),
        });
      }
    }
  },
};

const permit = 'permit_sasl_authenticated';

function refuses(word: string): boolean {
  return /^(reject|defer)_unauth_destination$/i.test(word);
}

/** The lists of a service that refuse to relay for everybody, or for all but its networks. */
function listsThatRefuse(config: Configuration, { service }: MailService): string[] {
  return relayLists.filter(name => {
    const words = tokens(knownServiceValue(config, service, name) ?? '', commaAndSpace, true);
    const at = words.findIndex(({ text }) => refuses(text));
    return (
      at !== -1 &&
      words[at - 1]?.text.toLowerCase() !== 'warn_if_reject' &&
      !words.slice(0, at).some(({ text }) => mayPermitUsers(config, text))
    );
  });
}

/** Tables, policy servers and classes may permit whom they like; a reject ends the list before it refuses to relay. */
function mayPermitUsers(config: Configuration, word: string): boolean {
  const name = word.toLowerCase();
  return (
    /^(permit|permit_sasl_authenticated|reject|defer)$|^check_|[:{$]/.test(name) ||
    config.valueContext.restrictionClasses.has(name)
  );
}

function fixesFor(config: Configuration, assignment: Assignment): Fix[] {
  const words = tokens(assignment.value.text, commaAndSpace, true);
  const refusal = words.find(({ text }) => refuses(text));
  if (refusal === undefined) return [];
  const later = words.find(({ text, start }) => text.toLowerCase() === permit && start > refusal.end);
  const at = { start: refusal.start, end: refusal.start };
  return [
    {
      title: `Put ${permit} before ${refusal.text}`,
      safety: 'unsafe',
      edits: () => [
        replaceInValue(assignment, at, `${permit}${separatorIn(assignment)}`),
        ...(later === undefined ? [] : removeItem(config, assignment, later)),
      ],
    },
  ];
}
