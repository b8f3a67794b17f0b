import { rewriteValue } from './edits';
import type { Rule } from './rule';
import { manual } from './sources';

export const mynetworksStyle: Rule = {
  id: 'mynetworks-style',
  title: 'All neighbours may relay',
  group: 'networks',
  severity: 'warning',
  parameters: ['mynetworks_style', 'mynetworks'],
  why: `Where mynetworks is not set, mynetworks_style decides which clients may relay mail without a
    password. subnet trusts every machine in the networks of this one, class even everything in its old
    class A, B or C network, which is often a part of somebody else's.`,
  sources: [
    manual('mynetworks_style'),
    {
      title: 'BASIC_CONFIGURATION_README',
      url: 'https://www.postfix.org/BASIC_CONFIGURATION_README.html#relay_from',
    },
  ],
  bad: { main: 'mynetworks_style = ‹class›\n' },
  good: { main: 'mynetworks_style = host\n' },
  fix: 'unsafe',
  check({ config, report }) {
    // A value in mynetworks makes Postfix ignore the style altogether.
    if (config.isSet('mynetworks')) return;
    const assignment = config.inForce('mynetworks_style');
    const style = config.known('mynetworks_style');
    if (assignment === undefined || (style !== 'class' && style !== 'subnet')) return;
    report({
      about: assignment,
      span: assignment.value.span,
      severity: style === 'class' ? 'warning' : 'information',
      message:
        style === 'class'
          ? 'Everyone in the class A, B or C network of this machine may relay mail through it, whoever owns that network today. Set it to host, or list the clients in mynetworks.'
          : 'Every machine in the networks of this one may relay mail through it without a password. Set it to host, or list the clients in mynetworks.',
      fixes: [
        {
          title: 'Set mynetworks_style to host',
          safety: 'unsafe',
          edits: () => rewriteValue(config, assignment, 'host'),
        },
      ],
    });
  },
};
