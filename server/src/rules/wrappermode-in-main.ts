import { isYes } from './in-force';
import type { Rule } from './rule';
import { manual, tlsReadme } from './sources';
import { replaceValue } from './edits';

export const wrappermodeInMain: Rule = {
  id: 'wrappermode-in-main',
  title: 'TLS wrapper mode for all services',
  group: 'tls',
  severity: 'error',
  parameters: ['smtpd_tls_wrappermode'],
  why: `In wrapper mode a server waits for the client to begin TLS at once, as on port 465. Other mail servers connect to port 25
    without TLS first: they get no greeting and give up, so no mail comes in. It belongs behind -o in the submissions service of
    master.cf.`,
  sources: [manual('smtpd_tls_wrappermode'), tlsReadme],
  bad: {
    main: 'smtpd_tls_wrappermode = ‹yes›\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  good: {
    main: 'smtpd_tls_wrappermode = no\n',
    master: 'smtp inet n - y - - smtpd\n',
  },
  fix: 'unsafe',
  check({ config, report }) {
    const assignment = config.inForce('smtpd_tls_wrappermode');
    if (assignment === undefined || !isYes(config.known('smtpd_tls_wrappermode'))) return;
    const broken = config.master?.services.find(
      ({ type, name, command, overrides }) =>
        type.text === 'inet' &&
        command.text === 'smtpd' &&
        /(^|:)(smtp|25)$/.test(name.text) &&
        !overrides.some(override => override.name === 'smtpd_tls_wrappermode'),
    );
    // Without port 25 in master.cf it may be just what somebody wants.
    if (config.master !== undefined && broken === undefined) return;
    report({
      about: assignment,
      span: assignment.value.span,
      severity: broken === undefined ? 'warning' : 'error',
      message:
        'smtpd_tls_wrappermode = yes in main.cf makes port 25 wait for TLS before it says anything: other mail servers get no greeting, and their mail does not arrive. Set it with -o in the submissions service (port 465) of master.cf only.',
      related:
        broken === undefined
          ? []
          : [{ file: 'master', span: broken.name.span, message: 'the service that it breaks' }],
      fixes: [
        {
          title: 'Set smtpd_tls_wrappermode to no',
          safety: 'unsafe',
          edits: () => [replaceValue(assignment, 'no')],
        },
      ],
    });
  },
};
