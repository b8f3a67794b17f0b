import { readFile } from 'node:fs/promises';
import os from 'node:os';
import type { Branch } from '../../catalogue/catalogue';
import { isAtLeast, parseRelease, type Release } from '../../catalogue/release';
import type { HostFacts } from '../../config/host-facts';
import type { Host } from '../host';

/** What Debian's packages build in: the values of an ordinary installation where this machine has none of that release. */
const builtByDebian: Readonly<Record<string, string>> = {
  alias_database: 'hash:/etc/aliases',
  alias_maps: 'hash:/etc/aliases, nis:mail.aliases',
  command_directory: '/usr/sbin',
  config_directory: '/etc/postfix',
  daemon_directory: '/usr/lib/postfix/sbin',
  data_directory: '/var/lib/postfix',
  default_database_type: 'hash',
  html_directory: '/usr/share/doc/postfix/html',
  mail_spool_directory: '/var/mail',
  mailq_path: '/usr/bin/mailq',
  manpage_directory: '/usr/share/man',
  meta_directory: '/etc/postfix',
  newaliases_path: '/usr/bin/newaliases',
  openssl_path: 'openssl',
  queue_directory: '/var/spool/postfix',
  readme_directory: '/usr/share/doc/postfix',
  sample_directory: '/etc/postfix',
  sendmail_path: '/usr/sbin/sendmail',
  shlib_directory: '/usr/lib/postfix',
};
/** The same from 3.11 on, where packages left Berkeley DB. */
const builtSince311: Readonly<Record<string, string>> = {
  alias_database: '$default_database_type:/etc/aliases',
  alias_maps: '$default_database_type:/etc/aliases, nis:mail.aliases',
  default_cache_db_type: 'lmdb',
  default_database_type: 'cdb',
  meta_directory: '/usr/share/postfix',
};
/** What else a build decides; asked of an installed Postfix only. */
const builtElsewhere = [
  'mail_release_date',
  'mail_version',
  'service_name',
  'tls_eecdh_auto_curves',
  'tls_ffdhe_auto_groups',
];

/**
 * What a Postfix of the release finds on this machine. What its build decides is that of the installed Postfix where it is of
 * the same branch, else that of Debian's packages.
 */
export async function readHostFacts(
  host: Host,
  release: Release,
  branches: readonly Branch[],
): Promise<HostFacts> {
  const built = new Map(Object.entries(builtByDebian));
  if (isAtLeast(release, '3.11'))
    for (const [name, value] of Object.entries(builtSince311)) built.set(name, value);
  built.set('mail_version', versionOf(release, branches));
  for (const [name, value] of await askInstalled(host, release, [...built.keys(), ...builtElsewhere])) {
    built.set(name, value);
  }
  return { hostName: os.hostname(), interfaces: interfaceAddresses(), hosts: await readHosts(), built };
}

function versionOf({ major, minor, patch }: Release, branches: readonly Branch[]): string {
  const last = branches.find(({ name }) => name === `${major}.${minor}`)?.lastPatch;
  const level = patch === Infinity ? last : patch;
  return level === undefined ? `${major}.${minor}` : `${major}.${minor}.${level}`;
}

async function askInstalled(
  host: Host,
  release: Release,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const answer = await host.postconf?.({ program: '', arguments: ['-d', ...names] });
  const values = new Map(
    (answer ?? '').split('\n').flatMap(line => {
      const equals = line.indexOf(' =');
      return equals === -1 ? [] : [[line.slice(0, equals), line.slice(equals + 2).trim()] as const];
    }),
  );
  const installed = parseRelease(values.get('mail_version') ?? '');
  const isSame = installed?.major === release.major && installed.minor === release.minor;
  return isSame ? values : new Map();
}

function interfaceAddresses(): HostFacts['interfaces'] {
  const addresses = Object.values(os.networkInterfaces()).flatMap(list => list ?? []);
  return addresses.map(({ address, family, cidr }) => ({
    address: address.replace(/%.*/, ''),
    family: family === 'IPv6' ? 6 : 4,
    prefixLength: Number(cidr?.split('/')[1] ?? (family === 'IPv6' ? 128 : 32)),
  }));
}

async function readHosts(): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = await readFile('/etc/hosts', 'latin1').catch(() => '');
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address === undefined || address === '') continue;
    for (const name of names) {
      const key = name.toLowerCase();
      hosts.set(key, [...(hosts.get(key) ?? []), address]);
    }
  }
  return hosts;
}
