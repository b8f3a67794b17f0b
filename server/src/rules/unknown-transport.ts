import { transports } from './list-parameters';
import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const unknownTransport: Rule = {
  id: 'unknown-transport',
  title: 'Transport that master.cf does not have',
  group: 'routing',
  severity: 'error',
  parameters: transports,
  why: `The word before the colon is the name of a service in master.cf. When there is none of that name,
    the queue manager logs "connect to transport … No such file or directory" and the mail waits in the
    queue.`,
  sources: [
    manual('default_transport'),
    { title: 'transport(5)', url: 'https://www.postfix.org/transport.5.html' },
  ],
  bad: {
    main: 'compatibility_level = 3.11\ncontent_filter = ‹smtp-amavis›:[127.0.0.1]:10024\n',
    master: 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\n',
  },
  good: {
    main: 'compatibility_level = 3.11\ncontent_filter = smtp-amavis:[127.0.0.1]:10024\n',
    master: 'smtp inet n - y - - smtpd\nsmtp unix - - y - - smtp\nsmtp-amavis unix - - n - 2 smtp\n',
  },

  check(context) {
    tellProblems(context, {
      codes: ['unknown-transport'],
      kinds: ['transport'],
      advice: 'Add the service to master.cf, or name one that is there.',
    });
  },
};
