/** What the wire's test files share. */
import { releases, type Release } from '../oracle/releases';
import { makeCertificate } from './certificate';
import { freePorts, startInstance, whyNotHere, type Instance } from './instance';

/** Describes a suite for each release; what cannot run is one skipped test that says why. */
export async function describeWire(title: string, suite: (release: Release) => void): Promise<void> {
  const reason = await whyNotHere();
  if (reason !== undefined) {
    it.skip(`${title}: ${reason}`);
    return;
  }
  const { found, missing } = await releases();
  for (const release of found) describe(`${title}, Postfix ${release.version}`, () => suite(release));
  for (const { suite: name, reason } of missing) it.skip(`${title}: Postfix of ${name}: ${reason}`);
}

/** Parameters that a service of master.cf overrides. */
export type Overrides = Readonly<Record<string, string>>;

/** A key and a certificate for everybody who needs one; made once. */
export function certificate(): Promise<{ key: string; certificate: string }> {
  return (made ??= makeCertificate());
}

let made: ReturnType<typeof makeCertificate> | undefined;

/**
 * An instance with one smtpd for each of `servers` on a port of its own, and one smtp for each of `clients`, which
 * delivers what is sent to `anyone@<its name>.test`. Each logs under its own name.
 */
export async function startServices(
  release: Release,
  options: {
    readonly servers: Readonly<Record<string, Overrides>>;
    readonly clients?: Readonly<Record<string, Overrides & { readonly nexthop: string }>>;
    readonly main?: string;
    /** Further files: path → content. */
    readonly others?: Readonly<Record<string, string>>;
  },
): Promise<{ instance: Instance; ports: Readonly<Record<string, number>> }> {
  const { key, certificate: chain } = await certificate();
  const servers = Object.entries(options.servers);
  const clients = Object.entries(options.clients ?? {});
  const numbers = await freePorts(servers.length);
  const ports = Object.fromEntries(servers.map(([name], i) => [name, numbers[i] ?? 0]));
  const transports = clients.map(([name, { nexthop }]) => `{${name}.test = ${name}:${nexthop}}`);
  const instance = await startInstance(release, {
    main: [
      `smtpd_tls_cert_file = ${certificateFile}`,
      `smtpd_tls_key_file = ${keyFile}`,
      `transport_maps = inline:{ ${['{discard.test = discard:}', ...transports].join(', ')} }`,
      options.main ?? '',
      '',
    ].join('\n'),
    master: [
      ...servers.map(([name, overrides], i) =>
        service(`127.0.0.1:${numbers[i]} inet n - n - - smtpd`, name, overrides),
      ),
      ...clients.map(([name, { nexthop: _, ...overrides }]) =>
        service(`${name} unix - - n - - smtp`, name, overrides),
      ),
      '',
    ].join('\n'),
    others: { [keyFile.slice(1)]: key, [certificateFile.slice(1)]: chain, ...options.others },
  });
  return { instance, ports };
}

export const certificateFile = '/etc/postfix/cert.pem';
export const keyFile = '/etc/postfix/key.pem';

function service(fields: string, name: string, overrides: Overrides): string {
  const all = Object.entries({ syslog_name: name, ...overrides });
  return [fields, ...all.map(([name, value]) => `  -o { ${name} = ${value} }`)].join('\n');
}
