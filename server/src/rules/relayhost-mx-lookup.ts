import { assignmentsOfKind } from '../config/assignments-with';
import { tokens } from '../values/tokens';
import { replaceInValue } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

/** `host:587` without brackets. The host is a name: an address needs brackets anyway. */
const submissionHost = /^([A-Za-z][A-Za-z0-9.-]*):(587|465|submission|submissions|smtps)$/;

export const relayhostMxLookup: Rule = {
  id: 'relayhost-mx-lookup',
  title: 'MX look-up for a submission server',
  group: 'routing',
  severity: 'hint',
  parameters: [
    'relayhost',
    'smtp_fallback_relay',
    'lmtp_fallback_relay',
    'default_transport',
    'relay_transport',
  ],
  why: `Without brackets the name is taken for a mail domain: Postfix asks for its MX records first and
    connects to those hosts, which may not be submission servers at all. Brackets mean this host and nothing
    else.`,
  sources: [manual('relayhost')],
  bad: { main: 'relayhost = ‹smtp.example.com:587›\n' },
  good: { main: 'relayhost = [smtp.example.com]:587\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const assignment of assignmentsOfKind(config, 'next-hop')) {
      for (const token of tokens(assignment.value.text)) {
        const match = submissionHost.exec(token.text);
        if (match === null) continue;
        const bracketed = `[${match[1]}]:${match[2]}`;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(token),
          message: `Postfix looks up the MX records of ${match[1]} and connects to those hosts on port ${match[2]}. For this very server write ${bracketed}, also as the key in smtp_sasl_password_maps and smtp_tls_policy_maps.`,
          fixes: [
            {
              title: `Write ${bracketed} (keys of password and TLS policy tables, and names in certificates, then have to match it)`,
              safety: 'unsafe',
              edits: () => [replaceInValue(assignment, token, bracketed)],
            },
          ],
        });
      }
    }
  },
};
