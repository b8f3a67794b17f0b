import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';
import { replaceValue } from './edits';

const names = ['smtpd', 'smtp', 'lmtp', 'tlsproxy', 'tlsproxy_client'].map(program =>
  program === 'tlsproxy_client' ? 'tlsproxy_client_loglevel' : `${program}_tls_loglevel`,
);

export const tooVerboseLoglevel: Rule = {
  id: 'too-verbose-loglevel',
  title: 'TLS debugging left on',
  group: 'tls',
  severity: 'information',
  parameters: names,
  why: `From level 3 on Postfix writes the bytes of TLS handshakes, and at 4 of whole sessions, into the mail log. That is for finding
    one fault at a time: it slows the server down and fills the log. 1 writes one line for each session.`,
  sources: [manual('smtpd_tls_loglevel'), tlsReadme],
  bad: { main: 'smtpd_tls_loglevel = ‹3›\n' },
  good: { main: 'smtpd_tls_loglevel = 1\n' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const name of names) {
      for (const assignment of assignmentsInForce(config, name)) {
        const level = assignment.value.text;
        if (!/^0*[3-9]$/.test(level)) continue;
        const what = Number(level) === 3 ? 'TLS handshakes' : 'whole TLS sessions';
        report({
          about: assignment,
          file: assignment.file,
          span: assignment.value.span,
          message: `${name} = ${level} writes the bytes of ${what} into the log, which is for finding a fault. 1 is enough for everyday use.`,
          fixes: [
            { title: `Set ${name} to 1`, safety: 'unsafe', edits: () => [replaceValue(assignment, '1')] },
          ],
        });
      }
    }
  },
};
