import type { Rule } from './rule';
import { manual } from './sources';

const accounts: Readonly<Record<string, string>> = {
  mail_owner: 'user',
  default_privs: 'user',
  setgid_group: 'group',
};

export const privilegedAccount: Rule = {
  id: 'privileged-account',
  title: 'Mail system that would run as root',
  group: 'values',
  severity: 'error',
  parameters: Object.keys(accounts),
  why: `The queue and the commands in aliases belong to accounts without privileges. With root in their
    place every Postfix program refuses to start.`,
  sources: [manual('mail_owner'), manual('setgid_group'), manual('default_privs')],
  bad: { main: 'mail_owner = ‹root›\n' },
  good: { main: 'mail_owner = postfix\n' },
  check({ config, report }) {
    for (const [name, what] of Object.entries(accounts)) {
      const assignment = config.inForce(name);
      if (assignment === undefined || config.known(name) !== 'root') continue;
      report({
        span: assignment.value.span,
        about: assignment,
        message: `${name} must not be root: every Postfix program stops with "${what} root has privileged ${what} ID". Name an account that is used for nothing else.`,
      });
    }
  },
};
