import type { Configuration } from '../config/configuration';
import { addAtEnd } from './edits';
import type { Rule, RuleContext } from './rule';
import { manual, rfc } from './sources';
import { clientsOf, serversOf } from './tls-services';

export const tlsLevelMissing: Rule = {
  id: 'tls-level-missing',
  title: 'No TLS where it belongs',
  group: 'tls',
  severity: 'warning',
  parameters: ['smtp_tls_security_level', 'smtpd_tls_security_level'],
  why: `Without a level Postfix sends mail in cleartext even to servers that offer TLS, and a submission service without TLS takes passwords and
    mail in cleartext. For outgoing mail may costs nothing: where the other side has no TLS, mail goes as before. From 3.11 it is the default
    with compatibility_level 3.11.`,
  sources: [manual('smtp_tls_security_level'), rfc(7435), rfc(8314, '3')],
  bad: {
    main: '‹myhostname› = mail.example.com\nmydestination = example.com\n',
    master: 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\n',
  },
  good: {
    main: 'myhostname = mail.example.com\nmydestination = example.com\nsmtp_tls_security_level = may\n',
    master: 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\n',
  },
  fix: 'unsafe',
  aboutAbsence: true,
  check(context) {
    // Only master.cf tells what the machine does.
    if (context.config.master === undefined) return;
    checkSubmission(context);
    checkClient(context);
  },
};

function checkSubmission({ config, report }: RuleContext): void {
  for (const { use, level, service } of serversOf(config)) {
    if (use !== 'submission' || level.value !== 'none' || service === undefined) continue;
    const explicit = level.assignment?.file === 'master' ? level.assignment : undefined;
    report({
      file: 'master',
      span: explicit?.value.span ?? service.name.span,
      message: `The submission service has no TLS: users' passwords and mail cross the network in cleartext. Add "-o smtpd_tls_security_level=encrypt" to it, and a certificate to main.cf.`,
    });
  }
}

function checkClient({ config, profile, report }: RuleContext): void {
  const [first] = config.entries;
  const name = 'smtp_tls_security_level';
  // Where somebody has set it, none is meant.
  if (first === undefined || config.isSet(name) || policiesDecide(config) || isLocalRelay(config)) return;
  const clients = clientsOf(config).filter(({ prefix }) => prefix === 'smtp');
  if (clients.length === 0 || clients.some(({ level }) => level.value !== 'none')) return;
  const place =
    related.map(other => config.setting(other)?.winner).find(entry => entry !== undefined) ?? first;
  report({
    span: place.nameSpan,
    // A third of all files have no level, and their mail arrives: only those who ask for more are warned.
    severity: profile.id === 'postfix' ? 'information' : 'warning',
    message: `${name} is not set, so all outgoing mail goes in cleartext, even to servers that offer TLS. Add "${name} = may".`,
    fixes: [{ title: `Add ${name} = may`, safety: 'unsafe', edits: () => [addAtEnd(config, name, 'may')] }],
  });
}

/** Where somebody looks who thinks of TLS for outgoing mail. */
const related = [
  ...['smtp_tls_CAfile', 'smtp_tls_CApath', 'smtp_tls_loglevel', 'smtp_tls_session_cache_database'],
  ...['smtpd_tls_security_level', 'relayhost'],
];

function policiesDecide(config: Configuration): boolean {
  return ['smtp_tls_policy_maps', 'smtp_tls_per_site'].some(name => config.known(name) !== '');
}

/** Whether all mail goes to a filter or relay on this machine. */
function isLocalRelay(config: Configuration): boolean {
  return /^\[?(127\.|localhost\b|::1)/.test(config.known('relayhost') ?? '');
}
