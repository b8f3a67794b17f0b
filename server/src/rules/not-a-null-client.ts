import { commaAndSpace, tokens } from '../values/tokens';
import { addAtEnd, replaceValue } from './edits';
import type { Rule } from './rule';

export const notANullClient: Rule = {
  id: 'not-a-null-client',
  title: 'More than a null client',
  group: 'routing',
  severity: 'warning',
  parameters: ['inet_interfaces', 'mydestination', 'relayhost', 'smtp_tls_security_level'],
  why: `A null client only hands its own mail to a relay: it listens on no network, keeps no mail, and knows where
    to send it. The profile null-client asks for that, as guides to hardening do for machines that are no mail
    servers.`,
  sources: [
    {
      title: 'Postfix STANDARD_CONFIGURATION_README, null client',
      url: 'https://www.postfix.org/STANDARD_CONFIGURATION_README.html#null_client',
    },
  ],
  bad: {
    main: 'compatibility_level = 3.11\ninet_interfaces = ‹all›\nmydestination =\nrelayhost = [mail.example.com]\nsmtp_tls_security_level = may\n',
    profile: 'null-client',
  },
  good: {
    main: 'compatibility_level = 3.11\ninet_interfaces = loopback-only\nmydestination =\nrelayhost = [mail.example.com]\nsmtp_tls_security_level = may\n',
    profile: 'null-client',
  },
  fix: 'unsafe',
  profiles: ['null-client'],
  aboutAbsence: true,
  check({ config, report }) {
    const [first] = config.entries;
    if (first === undefined) return;
    for (const { name, isRight, message, value } of demands) {
      const { text, failure } = config.value(name);
      if (failure !== undefined || isRight(text.trim())) continue;
      const assignment = config.inForce(name);
      const span =
        assignment === undefined || assignment.value.text === '' ? undefined : assignment.value.span;
      report({
        span: span ?? assignment?.nameSpan ?? first.nameSpan,
        ...(assignment === undefined ? {} : { about: assignment }),
        message,
        fixes:
          value === undefined
            ? []
            : [
                {
                  title: `Set ${name} to ${value === '' ? 'nothing' : value}`,
                  safety: 'unsafe',
                  edits: () => [
                    assignment === undefined
                      ? addAtEnd(config, name, value)
                      : replaceValue(assignment, value),
                  ],
                },
              ],
      });
    }
  },
};

interface Demand {
  readonly name: string;
  readonly isRight: (value: string) => boolean;
  readonly message: string;
  /** What to write; undefined where only the owner knows. */
  readonly value?: string;
}

const demands: readonly Demand[] = [
  {
    name: 'inet_interfaces',
    isRight: value =>
      value === 'loopback-only' ||
      tokens(value, commaAndSpace).every(({ text }) => /^(localhost|127\.|\[?::1\]?$)/.test(text)),
    message:
      'This machine takes mail from the network, which a null client does not. Set inet_interfaces to loopback-only.',
    value: 'loopback-only',
  },
  {
    name: 'mydestination',
    isRight: value => value === '',
    message:
      'This machine keeps mail for some domains, which a null client does not. Leave mydestination empty.',
    value: '',
  },
  {
    name: 'relayhost',
    isRight: value => value !== '',
    message: 'There is no relay, so this machine delivers to the whole internet by itself. Set relayhost.',
  },
  {
    name: 'smtp_tls_security_level',
    isRight: value => value !== '' && value.toLowerCase() !== 'none',
    message: 'Mail goes to the relay without TLS. Set smtp_tls_security_level to may, or to encrypt.',
    value: 'may',
  },
];
