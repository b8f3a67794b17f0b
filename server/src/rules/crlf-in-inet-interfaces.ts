import { assignmentsInForce } from './in-force';
import { rewriteValue } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

export const crlfInInetInterfaces: Rule = {
  id: 'crlf-in-inet-interfaces',
  title: 'Windows line ends inside a list of interfaces',
  group: 'syntax',
  severity: 'error',
  parameters: ['inet_interfaces', 'proxy_interfaces'],
  why: `In most lists a carriage return is a blank. These two split at blanks, tabs and commas only:
    where the list goes on in the next line, the carriage return becomes part of an address, and every
    program stops with "host not found".`,
  sources: [manual('inet_interfaces'), manual('proxy_interfaces')],
  bad: {
    main: 'inet_interfaces = 127.0.0.1,‹\r›\n  192.0.2.1\r\nmydestination =\r\n',
  },
  good: {
    main: 'inet_interfaces = 127.0.0.1, 192.0.2.1\r\nmydestination =\r\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    for (const name of ['inet_interfaces', 'proxy_interfaces']) {
      for (const assignment of assignmentsInForce(config, name)) {
        const { value, file } = assignment;
        const at = value.text.indexOf('\r');
        if (at === -1) continue;
        report({
          file,
          span: value.toFile({ start: at, end: at + 1 }),
          about: assignment,
          message: `This line of ${name} ends with a carriage return, which becomes part of an address: every Postfix program stops with "host not found". Write the list on one line, or save the file with Unix line ends.`,
          fixes: [
            {
              title: 'Write the list on one line',
              safety: 'unsafe',
              // An editor has no place between a carriage return and its line feed.
              edits: () => rewriteValue(config, assignment, value.text.replace(/\s+/g, ' ')),
            },
          ],
        });
      }
    }
  },
};
