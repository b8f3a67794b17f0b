/** What the rules about networks and routing say of programs that stop, held against real Postfix. */
import assert from 'node:assert/strict';
import { analyse } from '../support/example';
import { postmapCheck, type ProgramStop } from './postmap';
import { describeReleases } from './suite';

/** The rule that says so, and the lines that stop every program; none of them where the rule is undefined. */
const cases: readonly (readonly [rule: string | undefined, main: string])[] = [
  ['relayhost-is-myhostname', 'myhostname = relay.example\nrelayhost = relay.example\n'],
  ['relayhost-is-myhostname', 'myhostname = relay.example\nrelayhost = Relay.Example\n'],
  [undefined, 'myhostname = relay.example\nrelayhost = [relay.example]\n'],
  ['inet-interfaces', 'inet_interfaces = ALL\n'],
  ['inet-interfaces', 'inet_interfaces = loopback-only, 127.0.0.1\n'],
  ['inet-interfaces', 'inet_interfaces = [::1]/128\n'],
  ['inet-interfaces', 'inet_interfaces = [ipv6:::1]\n'],
  ['inet-interfaces', 'inet_interfaces = *\n'],
  ['inet-interfaces', 'inet_interfaces = 127.0.0.1 ens18\n'],
  [undefined, 'inet_interfaces = 127.0.0.1, [127.0.0.1]\n'],
  ['interface-without-protocol', 'inet_protocols = ipv4\ninet_interfaces = 127.0.0.1, [::1]\n'],
  ['interface-without-protocol', 'inet_protocols = ipv6\ninet_interfaces = 127.0.0.1\n'],
];

await describeReleases('rules about networks', release => {
  const postfix = /^\d+\.\d+/.exec(release.version)?.[0] ?? '';
  let stops: readonly (ProgramStop | undefined)[] = [];

  // Postfix waits for a second before it gives up: all at once.
  before(async () => {
    stops = await Promise.all(cases.map(([, main]) => postmapCheck(release, main)));
  });

  cases.forEach(([rule, main], i) => {
    it(`${rule ?? 'nothing'}: ${main.trim().replaceAll('\n', ' ⏎ ')}`, () => {
      const errors = analyse(main, { postfix }).findings.filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        { stops: stops[i] !== undefined, rules: errors.map(finding => finding.rule.id) },
        { stops: rule !== undefined, rules: rule === undefined ? [] : [rule] },
        stops[i]?.message,
      );
    });
  });
});
