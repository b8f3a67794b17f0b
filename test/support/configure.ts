import { loadCatalogue } from '../../server/src/catalogue/load';
import { parseRelease } from '../../server/src/catalogue/release';
import { Configuration } from '../../server/src/config/configuration';
import type { HostFacts } from '../../server/src/config/host-facts';
import { parseMainCf } from '../../server/src/syntax/parse-main';
import { parseMasterCf } from '../../server/src/syntax/parse-master';

export interface ConfigureOptions {
  readonly master?: string;
  readonly postfix?: string;
  readonly host?: HostFacts;
}

/** A configuration of texts, for the latest stable release where none is named. */
export function configure(main: string, options: ConfigureOptions = {}): Configuration {
  const catalogue = loadCatalogue();
  return new Configuration({
    tree: parseMainCf(main),
    master: options.master === undefined ? undefined : parseMasterCf(options.master),
    catalogue,
    release: parseRelease(options.postfix ?? '') ?? catalogue.latestStable,
    host: options.host,
  });
}

/** A machine with a loopback and one network. */
export const exampleHost: HostFacts = {
  hostName: 'mail',
  interfaces: [
    { address: '127.0.0.1', family: 4, prefixLength: 8 },
    { address: '::1', family: 6, prefixLength: 128 },
    { address: '192.0.2.2', family: 4, prefixLength: 24 },
    { address: '2001:db8:0:0:1::2', family: 6, prefixLength: 64 },
  ],
  hosts: new Map([['localhost', ['127.0.0.1', '::1']]]),
  built: new Map([['queue_directory', '/var/spool/postfix']]),
};
