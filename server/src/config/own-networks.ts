import type { Configuration } from './configuration';
import { unknown } from './expand';
import type { HostFacts, InterfaceAddress } from './host-facts';
import { valueInFile } from './value-in-file';

/** What Postfix takes for its own networks where mynetworks is not set, or why it stops. */
export interface OwnNetworks {
  readonly networks: string | typeof unknown;
  readonly failure?: OwnNetworksFailure;
}

export interface OwnNetworksFailure {
  readonly name: 'inet_interfaces' | 'inet_protocols' | 'mynetworks_style';
  /** What is wrong with it, as the rest of a sentence that begins with the name. */
  readonly problem: string;
}

/**
 * The default of mynetworks (mynetworks(3), own_inet_addr(3)): the networks of the interfaces that inet_interfaces and
 * inet_protocols select, by mynetworks_style. Programs that need it stop on what they cannot read in these three.
 */
export function ownNetworks(configuration: Configuration): OwnNetworks {
  const style = valueOf('mynetworks_style', configuration);
  const protocols = valueOf('inet_protocols', configuration);
  const interfaces = valueOf('inet_interfaces', configuration);
  if (style === undefined || protocols === undefined || interfaces === undefined)
    return { networks: unknown };

  const badProtocol = words(protocols, /[\s,]+/).find(word => !['all', 'ipv4', 'ipv6'].includes(word));
  if (badProtocol !== undefined) {
    return failure(
      'inet_protocols',
      `has no value "${badProtocol}": all, ipv4 and ipv6 are possible, in lower case`,
    );
  }
  const styles = words(style, /[\s,]+/);
  const badStyle = styles.find(word => !['class', 'subnet', 'host'].includes(word));
  if (badStyle !== undefined) {
    return failure(
      'mynetworks_style',
      `has no value "${badStyle}": class, subnet and host are possible, in lower case`,
    );
  }
  if (new Set(styles).size !== 1) return failure('mynetworks_style', 'takes exactly one value');

  const { host } = configuration;
  if (host === undefined) return { networks: unknown };
  const families = familiesOf(protocols);
  const selected = selectInterfaces(interfaces, host, families);
  if (typeof selected === 'string') return failure('inet_interfaces', selected);
  const networks = selected.map(address => networkOf(address, styles[0] as string));
  return { networks: [...new Set(networks)].join(' ') };
}

/** The file's value knows no defaults: `$myhostname` that the file does not set is nothing here. */
function valueOf(name: string, configuration: Configuration): string | undefined {
  const inFile = valueInFile(name, configuration);
  if (inFile === undefined) return configuration.known(name);
  return inFile.failure === undefined ? inFile.text : undefined;
}

function failure(name: OwnNetworksFailure['name'], problem: string): OwnNetworks {
  return { networks: unknown, failure: { name, problem } };
}

function familiesOf(protocols: string): ReadonlySet<number> {
  const named = words(protocols, /[\s,]+/);
  return new Set([
    ...(named.includes('all') || named.includes('ipv4') ? [4] : []),
    ...(named.includes('all') || named.includes('ipv6') ? [6] : []),
  ]);
}

/** The addresses that Postfix listens on; a text says what is wrong. */
function selectInterfaces(
  value: string,
  host: HostFacts,
  families: ReadonlySet<number>,
): readonly InterfaceAddress[] | string {
  // IPv4 comes first, whatever order the interfaces have.
  const own = [...host.interfaces]
    .sort((a, b) => a.family - b.family)
    .filter(({ family }) => families.has(family));
  if (value === 'all') return own;
  if (value === 'loopback-only') return own.filter(isLoopback);

  const selected = new Set<InterfaceAddress>();
  // A carriage return or a line feed is no separator here.
  for (const word of words(value, /[ \t,]+/)) {
    const addresses = addressesOf(word, host, families);
    if (addresses === undefined) continue;
    if (addresses.length === 0)
      return `names "${word}", which is neither an address nor a host that can be found`;
    for (const address of addresses) {
      const found = own.filter(candidate => sameAddress(candidate.address, address));
      if (found.length === 0) return `names ${address}, which no interface of this machine has`;
      for (const match of found) selected.add(match);
    }
  }
  return [...selected];
}

/** The addresses of a word; undefined where only the DNS can say. */
function addressesOf(
  word: string,
  host: HostFacts,
  families: ReadonlySet<number>,
): readonly string[] | undefined {
  const bare = /^\[(.*)\]$/.exec(word)?.[1] ?? word;
  const family = familyOf(bare);
  if (family !== undefined) return families.has(family) ? [bare] : [];
  if (bare !== word) return [];
  const listed = host.hosts?.get(word.toLowerCase()) ?? ownLoopback(word, host);
  if (listed !== undefined) return listed.filter(address => families.has(familyOf(address) ?? 0));
  const mayBeInDns = /^[\w-]+(\.[\w-]+)*\.[\w-]*[a-z][\w-]*\.?$/i.test(word) && !/\.invalid\.?$/i.test(word);
  return mayBeInDns ? undefined : [];
}

/** What localhost means where the machine's own list of names does not say. */
function ownLoopback(word: string, host: HostFacts): readonly string[] | undefined {
  if (word.toLowerCase() !== 'localhost') return undefined;
  return host.interfaces.filter(isLoopback).map(({ address }) => address);
}

function familyOf(text: string): 4 | 6 | undefined {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (bytes !== null) return bytes.slice(1).every(byte => Number(byte) < 256) ? 4 : undefined;
  return text.includes(':') && groupsOf(text) !== undefined ? 6 : undefined;
}

function sameAddress(a: string, b: string): boolean {
  return a === b || (a.includes(':') && b.includes(':') && String(groupsOf(a)) === String(groupsOf(b)));
}

function isLoopback({ family, address }: InterfaceAddress): boolean {
  return family === 4 ? address.startsWith('127.') : sameAddress(address, '::1');
}

function networkOf({ address, family, prefixLength }: InterfaceAddress, style: string): string {
  if (family === 6) {
    const length = style === 'host' ? 128 : prefixLength;
    return `[${formatGroups(mask(groupsOf(address) ?? [], 16, length))}]/${length}`;
  }
  const bytes = address.split('.').map(Number);
  const length = style === 'host' ? 32 : style === 'class' ? classLength(bytes[0] ?? 0) : prefixLength;
  return `${mask(bytes, 8, length).join('.')}/${length}`;
}

/** The network part that an address had before CIDR. */
function classLength(first: number): number {
  if (first < 128) return 8;
  if (first < 192) return 16;
  return first < 224 ? 24 : 4;
}

function mask(parts: readonly number[], bits: number, length: number): number[] {
  return parts.map((part, i) => {
    const kept = Math.max(0, Math.min(bits, length - i * bits));
    return part & (((1 << kept) - 1) << (bits - kept));
  });
}

/** The eight groups of an IPv6 address without a zone; undefined where it is none. */
function groupsOf(text: string): number[] | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  return groups.every(group => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map(group => Number.parseInt(group, 16))
    : undefined;
}

/** As inet_ntop(3) writes it: the longest run of zeros becomes `::`. */
function formatGroups(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best.length) best = { start: i, length };
  }
  const text = groups.map(group => group.toString(16));
  if (best.start === -1) return text.join(':');
  return `${text.slice(0, best.start).join(':')}::${text.slice(best.start + best.length).join(':')}`;
}

function words(text: string, separators: RegExp): string[] {
  return text.split(separators).filter(word => word !== '');
}
