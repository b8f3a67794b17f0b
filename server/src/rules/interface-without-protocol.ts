import { parseAddress } from '../values/network';
import { tokens } from '../values/tokens';
import { removeItem } from './remove-item';
import type { Rule } from './rule';
import { manual } from './sources';

export const interfaceWithoutProtocol: Rule = {
  id: 'interface-without-protocol',
  title: 'Interface of a protocol that is turned off',
  group: 'networks',
  severity: 'error',
  parameters: ['inet_interfaces', 'inet_protocols'],
  why: `Each address in inet_interfaces must be one of a protocol that inet_protocols turns on. If it is
    not, every program of Postfix stops with "config variable inet_interfaces: host not found".`,
  sources: [manual('inet_interfaces'), manual('inet_protocols')],
  bad: { main: 'inet_protocols = ipv4\ninet_interfaces = 127.0.0.1, ‹[::1]›\n' },
  good: { main: 'inet_protocols = ipv4\ninet_interfaces = 127.0.0.1\n' },
  fix: 'unsafe',
  check({ config, report }) {
    const protocols = config.known('inet_protocols');
    const assignment = config.inForce('inet_interfaces');
    if (assignment === undefined || (protocols !== 'ipv4' && protocols !== 'ipv6')) return;
    const family = protocols === 'ipv4' ? 4 : 6;
    for (const token of tokens(assignment.value.text)) {
      // What inet-interfaces finds in addition does not make it an address of another protocol.
      const address = parseAddress(token.text.replace(/^\[?(?:ipv6:)?([^\]/]*)\]?(?:\/\d+)?\]?$/i, '$1'));
      if (address === undefined || address.family === family) continue;
      report({
        about: assignment,
        span: assignment.value.toFile(token),
        message: `inet_protocols = ${protocols} turns IPv${address.family} off, so Postfix does not find ${token.text} and every program of it stops. Take the address out, or set inet_protocols to all.`,
        fixes: [
          {
            title: `Remove ${token.text}`,
            safety: 'unsafe',
            edits: () => removeItem(config, assignment, token),
          },
        ],
      });
    }
  },
};
