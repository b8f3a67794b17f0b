import { hasBackport, formatRelease } from '../catalogue/release';
import { rewriteValue } from './edits';
import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { manual } from './sources';

/** From these patch levels on the parameter knows `normalize`. */
const normalizeSince = ['3.5.24', '3.6.14', '3.7.10', '3.8.5', '3.9'];

export const bareNewline: Rule = {
  id: 'bare-newline',
  title: 'Open to SMTP smuggling',
  group: 'limits',
  severity: 'warning',
  parameters: ['smtpd_forbid_bare_newline'],
  why: `With no, smtpd takes a line feed without a carriage return for the end of a line. A sender can hide
    a second message behind the first that way, and have it pass as mail of the server that forwarded both
    (CVE-2023-51764). normalize lets ordinary mail with such line ends pass and closes the hole.`,
  sources: [
    manual('smtpd_forbid_bare_newline'),
    { title: 'SMTP smuggling and Postfix', url: 'https://www.postfix.org/smtp-smuggling.html' },
  ],
  bad: { main: 'smtpd_forbid_bare_newline = ‹no›\n' },
  good: { main: 'smtpd_forbid_bare_newline = normalize\n' },
  fix: 'unsafe',
  onTemplates: true,
  check({ config, report }) {
    // A release without the parameter has no way to close the hole here.
    if (config.defaultOf('smtpd_forbid_bare_newline') === undefined) return;
    const better = hasBackport(config.release, normalizeSince) ? 'normalize' : 'yes';
    for (const assignment of assignmentsInForce(config, 'smtpd_forbid_bare_newline')) {
      if (assignment.value.text.toLowerCase() !== 'no') continue;
      report({
        file: assignment.file,
        about: assignment,
        span: assignment.value.span,
        message: `A line feed alone ends a line, so a sender can smuggle a second message past this server (CVE-2023-51764). Postfix ${formatRelease(config.release)} can do better: ${better}.`,
        fixes: [
          {
            title: `Set smtpd_forbid_bare_newline to ${better}`,
            safety: 'unsafe',
            edits: () => rewriteValue(config, assignment, better),
          },
        ],
      });
    }
  },
};
