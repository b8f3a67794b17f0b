import assert from 'node:assert/strict';
import { ownNetworks } from '../../server/src/config/own-networks';
import { configure, exampleHost } from '../support/configure';

const cases: readonly (readonly [main: string, result: string])[] = [
  ['', '127.0.0.0/8 192.0.2.0/24 [::1]/128 [2001:db8::]/64'],
  ['compatibility_level = 2', '127.0.0.1/32 192.0.2.2/32 [::1]/128 [2001:db8::1:0:0:2]/128'],
  ['mynetworks_style = class', '127.0.0.0/8 192.0.2.0/24 [::1]/128 [2001:db8::]/64'],
  ['inet_protocols = ipv4', '127.0.0.0/8 192.0.2.0/24'],
  ['inet_protocols = ipv6', '[::1]/128 [2001:db8::]/64'],
  ['inet_protocols =', ''],
  ['inet_interfaces = loopback-only', '127.0.0.0/8 [::1]/128'],
  ['inet_interfaces = localhost, 192.0.2.2', '127.0.0.0/8 [::1]/128 192.0.2.0/24'],
  ['inet_interfaces = [2001:DB8::1:0:0:2]', '[2001:db8::]/64'],
  ['inet_interfaces = mail.example.com 127.0.0.1', '127.0.0.0/8'],
  ['inet_interfaces = $myhostname, localhost\ninet_protocols = ipv4', '127.0.0.0/8'],
  ['inet_protocols = IPv4', '!inet_protocols'],
  ['mynetworks_style = Host', '!mynetworks_style'],
  ['mynetworks_style = host, subnet', '!mynetworks_style'],
  ['inet_interfaces = ALL', '!inet_interfaces'],
  ['inet_interfaces = loopback-only, 127.0.0.1', '!inet_interfaces'],
  ['inet_interfaces = nosuch.invalid', '!inet_interfaces'],
  ['inet_interfaces = [::1]/128', '!inet_interfaces'],
  ['inet_interfaces = [ipv6:::1]', '!inet_interfaces'],
  ['inet_interfaces = [localhost]', '!inet_interfaces'],
  ['inet_interfaces = 192.0.2.99', '!inet_interfaces'],
  ['inet_interfaces = 1.2.3.400', '!inet_interfaces'],
  ['inet_interfaces = 1::2::3', '!inet_interfaces'],
  ['inet_interfaces = 127.0.0.1,\r\n 127.0.0.1\r', '!inet_interfaces'],
  ['inet_protocols = ipv4\ninet_interfaces = [::1]', '!inet_interfaces'],
  ['inet_protocols = ${', '?'],
];

/** What a network becomes that is not of the example. */
const networks: readonly (readonly [address: string, prefixLength: number, style: string, result: string])[] =
  [
    ['10.1.2.3', 20, 'subnet', '10.1.0.0/20'],
    ['10.1.2.3', 20, 'class', '10.0.0.0/8'],
    ['172.16.1.2', 20, 'class', '172.16.0.0/16'],
    ['203.0.113.9', 29, 'class', '203.0.113.0/24'],
    ['203.0.113.9', 0, 'subnet', '0.0.0.0/0'],
    ['2001:db8:1:2:3:4:5:6', 128, 'subnet', '[2001:db8:1:2:3:4:5:6]/128'],
    ['2001:db8:1:2:3:4:5:6', 61, 'class', '[2001:db8:1::]/61'],
    ['2001:0:0:1:0:0:0:1', 128, 'subnet', '[2001:0:0:1::1]/128'],
    ['fe80::1', 10, 'host', '[fe80::1]/128'],
    ['::', 0, 'subnet', '[::]/0'],
  ];

describe('the default of mynetworks', () => {
  for (const [main, expected] of cases) {
    it(main === '' ? '(nothing set)' : main, () => {
      const { networks, failure } = ownNetworks(configure(main, { host: exampleHost }));
      const result =
        failure === undefined ? (typeof networks === 'string' ? networks : '?') : `!${failure.name}`;
      assert.equal(result, expected);
    });
  }

  for (const [address, prefixLength, style, expected] of networks) {
    it(`${style} of ${address}/${prefixLength}`, () => {
      const family = address.includes(':') ? 6 : 4;
      const host = { ...exampleHost, interfaces: [{ address, family, prefixLength } as const] };
      assert.equal(configure(`mynetworks_style = ${style}`, { host }).value('mynetworks').text, expected);
    });
  }

  it('localhost is the loopback where no list of names says more', () => {
    const { interfaces, hostName, built } = exampleHost;
    const config = configure('inet_interfaces = localhost', { host: { interfaces, hostName, built } });
    assert.equal(ownNetworks(config).networks, '127.0.0.0/8 [::1]/128');
  });

  it('is unknown without a machine', () => {
    assert.deepEqual(configure('').value('mynetworks').unknown, ['mynetworks']);
    assert.equal(configure('', { host: exampleHost }).known('mynetworks')?.startsWith('127.0.0.0/8'), true);
  });
});
