import type { Rule } from './rule';
import { manual } from './sources';

export const relayhostIsMyhostname: Rule = {
  id: 'relayhost-is-myhostname',
  title: 'relayhost is this machine itself',
  group: 'routing',
  severity: 'error',
  parameters: ['relayhost', 'myhostname'],
  why: `A mail system that sends all its mail to itself would loop for ever, so every program of Postfix
    compares the two names when it starts and gives up if they are the same, upper and lower case apart.
    postconf does not make this check and shows nothing.`,
  sources: [manual('relayhost')],
  bad: { main: 'myhostname = mail.example.com\nrelayhost = ‹mail.example.com›\n' },
  good: { main: 'myhostname = mail.example.com\nrelayhost = [smtp.example.net]:587\n' },
  check({ config, report }) {
    const setting = config.setting('relayhost');
    const relayhost = config.known('relayhost');
    const myhostname = config.known('myhostname');
    if (setting === undefined || relayhost === undefined || relayhost === '' || myhostname === undefined)
      return;
    if (relayhost.toLowerCase() !== myhostname.toLowerCase()) return;
    report({
      span: setting.winner.value.span,
      message: `relayhost and myhostname are both "${relayhost}": no program of Postfix starts with that. Name the server that mail should go to, or leave relayhost empty.`,
    });
  },
};
