import { isAtLeast } from '../catalogue/release';
import { removeAssignment } from './edits';
import type { Rule } from './rule';
import { forwardSecrecyReadme, manual } from './sources';

const names = ['smtpd', 'postscreen', 'tlsproxy'].map(program => `${program}_tls_dh1024_param_file`);

export const dhFileUnneeded: Rule = {
  id: 'dh-file-unneeded',
  title: 'DH parameters from a file',
  group: 'deprecated',
  severity: 'information',
  since: '3.7',
  parameters: ['smtpd_tls_dh1024_param_file'],
  why: `Postfix offers the parameters of this file in every release, whatever the name says. From 3.7
    the value "auto" leaves the choice to OpenSSL, which takes groups of 2048 bits or more to match the
    certificate; from 3.9 postconf warns that the parameter will be removed.`,
  sources: [manual('smtpd_tls_dh1024_param_file'), forwardSecrecyReadme],
  bad: {
    main: 'mydestination =\n‹smtpd_tls_dh1024_param_file› = /etc/postfix/ffdhe2048.pem\n',
    postfix: '3.7',
  },
  good: { main: 'mydestination =\n', postfix: '3.7' },
  fix: 'unsafe',
  check({ config, report }) {
    for (const assignment of names.flatMap(name => config.assignmentsOf(name))) {
      if (/^(auto)?$/.test(assignment.value.text)) continue;
      report({
        file: assignment.file,
        span: assignment.nameSpan,
        about: assignment,
        ...(isAtLeast(config.release, '3.9') ? { tag: 'deprecated' as const } : {}),
        message: `Postfix and OpenSSL choose good DH parameters by themselves, so ${assignment.name} is no longer needed${isAtLeast(config.release, '3.9') ? ', and a later release will not read it' : ''}. Remove it, unless a policy asks for parameters of your own.`,
        fixes: [
          {
            title: `Remove ${assignment.name}`,
            safety: 'unsafe',
            edits: () => removeAssignment(config, assignment),
          },
        ],
      });
    }
  },
};
