import { isChrooted } from '../config/chroot';
import type { Assignment } from '../config/configuration';
import { serviceAssignment } from '../config/instance';
import type { Service } from '../syntax/parse-master';
import type { Span } from '../text/span';
import { commaAndSpace, tokens } from '../values/tokens';
import { replaceInValue } from './edits';
import type { Rule } from './rule';
import { servicesFor } from './services';

/** Which program connects to the sockets that a parameter names. */
const readers = [
  ['smtpd_sasl_path', 'smtpd'],
  ['smtpd_milters', 'smtpd'],
  ['non_smtpd_milters', 'cleanup'],
  ['smtpd_client_restrictions', 'smtpd'],
  ['smtpd_sender_restrictions', 'smtpd'],
  ['smtpd_relay_restrictions', 'smtpd'],
  ['smtpd_recipient_restrictions', 'smtpd'],
  ['smtpd_end_of_data_restrictions', 'smtpd'],
] as const;

/** Where a transport and the socket behind it can stand; its service is the one that connects. */
const transports = [
  'virtual_transport',
  'mailbox_transport',
  'fallback_transport',
  'local_transport',
  'relay_transport',
  'default_transport',
] as const;

export const socketOutsideChroot: Rule = {
  id: 'socket-outside-chroot',
  title: 'Socket that a chrooted service cannot see',
  group: 'routing',
  severity: 'warning',
  parameters: [...readers.map(([name]) => name), ...transports],
  why: `A service with y in the chroot column of master.cf sees the queue directory as /; below compatibility_level 1 - stands for y. A path that begins
    with the queue directory does not exist there: Postfix looks for it below itself. A path without the
    leading slash begins at the queue directory, with and without chroot.`,
  sources: [
    { title: 'master(5)', url: 'https://www.postfix.org/master.5.html' },
    {
      title: 'BASIC_CONFIGURATION_README',
      url: 'https://www.postfix.org/BASIC_CONFIGURATION_README.html#chroot_setup',
    },
  ],
  bad: {
    main: 'compatibility_level = 3.11\nsmtpd_milters = unix:‹/var/spool/postfix/opendkim/opendkim.sock›\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  good: {
    main: 'compatibility_level = 3.11\nsmtpd_milters = unix:opendkim/opendkim.sock\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    // Hardly anybody sets it, and packages keep the default.
    const name = 'queue_directory';
    const queue = config.known(name) ?? (config.isSet(name) ? undefined : config.defaultOf(name));
    if (config.master === undefined || queue?.startsWith('/') !== true || queue === '/') return;
    const prefix = `${queue.replace(/\/+$/, '')}/`;
    const reported = new Set<Assignment>();
    const tell = (service: Service, assignment: Assignment, span: Span): void => {
      const program = service.command.text;
      const path = assignment.value.text.slice(span.start, span.end);
      const relative = path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
      report({
        file: assignment.file,
        about: assignment,
        span: assignment.value.toFile(span),
        ...(relative === undefined ? { severity: 'information' } : {}),
        message:
          relative === undefined
            ? `${program} runs chrooted in ${queue} and looks for ${prefix}${path.slice(1)}: a socket outside of that folder is out of its reach.`
            : `${program} runs chrooted in ${queue}, where ${path} does not exist. Write ${relative}, which begins at the queue directory.`,
        related: [
          {
            file: 'master',
            span: service.chroot.span,
            message: service.chroot.text === '-' ? 'chrooted: - stands for y here' : 'chrooted here',
          },
        ],
        fixes:
          relative === undefined
            ? []
            : [
                {
                  title: `Write ${relative}`,
                  safety: 'unsafe',
                  edits: () => [replaceInValue(assignment, span, relative)],
                },
              ],
      });
    };
    for (const [name, program] of readers) {
      for (const service of servicesFor(config, program)) {
        if (service === undefined || !isChrooted(config, service)) continue;
        const assignment = serviceAssignment(config, service, name);
        if (assignment === undefined || reported.has(assignment)) continue;
        reported.add(assignment);
        for (const span of pathsBelow(assignment, prefix)) tell(service, assignment, span);
      }
    }
    for (const name of transports) {
      const assignment = config.inForce(name);
      const [, before = '', transport, path = ''] =
        /^(([\w-]+):unix:)(\/\S+)$/.exec(assignment?.value.text ?? '') ?? [];
      const service = config.master.services.find(
        each => each.name.text === transport && each.command.text === 'lmtp' && isChrooted(config, each),
      );
      if (assignment === undefined || service === undefined) continue;
      if (!path.startsWith(prefix) && !dovecotFolder.test(path)) continue;
      tell(service, assignment, { start: before.length, end: before.length + path.length });
    }
  },
};

/** Where Dovecot makes its sockets unless it is told otherwise; other paths may exist in the chroot, too. */
const dovecotFolder = /^(\/var)?\/run\/dovecot\//;

/** The paths of sockets in a value that begin with a folder. Logical spans. */
function pathsBelow({ name, value }: Assignment, prefix: string): Span[] {
  if (name === 'smtpd_sasl_path')
    return value.text.startsWith(prefix) ? [{ start: 0, end: value.text.length }] : [];
  return tokens(value.text, commaAndSpace).flatMap(({ text, start, end }) => {
    const type = /^\{?(unix|local):/.exec(text)?.[0] ?? '';
    return type !== '' && text.startsWith(prefix, type.length)
      ? [{ start: start + type.length, end: text.endsWith('}') ? end - 1 : end }]
      : [];
  });
}
