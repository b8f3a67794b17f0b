import { formatRelease, hasBackport, isAtLeast } from '../catalogue/release';
import { listensToOthers } from '../config/address-families';
import { addAfter } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

/** From these patch levels on the parameter knows `normalize`. */
const normalizeSince = ['3.5.24', '3.6.14', '3.7.10', '3.8.5', '3.9'];

export const bareNewlineDefault: Rule = {
  id: 'bare-newline-default',
  title: 'Open to SMTP smuggling by default',
  group: 'limits',
  severity: 'information',
  parameters: ['smtpd_forbid_bare_newline'],
  until: '3.9',
  why: `Below Postfix 3.9 smtpd takes a line feed without a carriage return for the end of a line unless it
    is told otherwise. A sender can hide a second message behind the first that way (CVE-2023-51764). The
    patch levels 3.5.23, 3.6.13, 3.7.9, 3.8.4 and later have the parameter, but leave it off.`,
  sources: [
    manual('smtpd_forbid_bare_newline'),
    { title: 'SMTP smuggling and Postfix', url: 'https://www.postfix.org/smtp-smuggling.html' },
  ],
  bad: { main: '‹smtpd_banner› = $myhostname ESMTP\n', postfix: '3.7' },
  good: { main: 'smtpd_banner = $myhostname ESMTP\nsmtpd_forbid_bare_newline = normalize\n', postfix: '3.7' },
  fix: 'unsafe',
  aboutAbsence: true,
  check({ config, world, report }) {
    if (config.isSet('smtpd_forbid_bare_newline') || isAtLeast(config.release, '3.9')) return;
    if (config.defaultOf('smtpd_forbid_bare_newline') === undefined || world.releaseSource === 'assumed')
      return;
    // Where nobody from outside can connect, nobody smuggles.
    if (listensToOthers(config) === false) return;
    const first = config.entries.find(entry => entry.name.startsWith('smtpd_'));
    if (first === undefined) return;
    const better = hasBackport(config.release, normalizeSince) ? 'normalize' : 'yes';
    report({
      span: first.nameSpan,
      message: `Postfix ${formatRelease(config.release)} leaves smtpd_forbid_bare_newline off: a sender can smuggle a second message past this server (CVE-2023-51764). Set it to ${better}.`,
      fixes: [
        {
          title: `Add smtpd_forbid_bare_newline = ${better}`,
          safety: 'unsafe',
          edits: () => [addAfter(first, 'smtpd_forbid_bare_newline', better)],
        },
      ],
    });
  },
};
