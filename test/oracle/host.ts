import { hostname, networkInterfaces } from 'node:os';
import type { HostFacts } from '../../server/src/config/host-facts';
import { builtNames } from './exceptions';
import { defaultsOf, type Release } from './releases';

/** What a release's postconf finds on this machine. */
export async function hostFacts(release: Release): Promise<HostFacts> {
  const defaults = await defaultsOf(release);
  const interfaces = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? []);
  return {
    hostName: hostname(),
    interfaces: interfaces.map(({ address, family, cidr }) => ({
      address: address.replace(/%.*/, ''),
      family: family === 'IPv6' ? 6 : 4,
      prefixLength: Number(cidr?.split('/')[1]),
    })),
    built: new Map(
      builtNames.flatMap(name => (defaults.has(name) ? [[name, defaults.get(name) ?? '']] : [])),
    ),
  };
}
