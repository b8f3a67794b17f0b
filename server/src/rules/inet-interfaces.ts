import type { Rule } from './rule';
import { manual } from './sources';
import { tellProblems } from './told-problems';

export const inetInterfaces: Rule = {
  id: 'inet-interfaces',
  title: 'Interface list that stops Postfix',
  group: 'networks',
  severity: 'error',
  parameters: ['inet_interfaces', 'proxy_interfaces'],
  why: `The list holds host names and addresses of this machine. The words all and loopback-only are known
    only in inet_interfaces, in lower case and alone; elsewhere, beside others, and with a prefix length or another
    notation, the item is looked up as a host name, and where there is none of that name programs of Postfix stop.`,
  sources: [manual('inet_interfaces')],
  bad: { main: 'inet_interfaces = 127.0.0.1, ‹[::1]/128›\n' },
  good: { main: 'inet_interfaces = 127.0.0.1, [::1]\n' },
  fix: 'unsafe',
  onTemplates: true,
  check(context) {
    tellProblems(context, {
      codes: [
        'not-alone',
        'no-keyword-here',
        'wrong-case',
        'has-mask',
        'ipv6-prefix',
        'missing-bracket',
        'interface-name',
      ],
      kinds: ['inet-interfaces'],
      // Beside the words of a comment; trailing-comment speaks of those.
      isMeant: ({ value }, { code }) => code !== 'not-alone' || !value.text.includes('#'),
    });
  },
};
