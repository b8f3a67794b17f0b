import type { Configuration } from '../config/configuration';
import { commaAndSpace, tokens } from '../values/tokens';
import { clientsOf, type TlsService } from './tls-services';

/** The client that default_transport names, which relayhost is for. */
export function relayClient(config: Configuration): TlsService | undefined {
  const clients = clientsOf(config).filter(({ prefix }) => prefix === 'smtp');
  if (config.master === undefined) return clients[0];
  const transport = /^[^:]*/.exec(config.known('default_transport') ?? 'smtp')?.[0];
  return clients.find(({ service }) => service?.name.text === transport);
}

/** Where the relay's client begins TLS at once although the other side waits for STARTTLS. */
export interface StartTlsTarget {
  readonly client: TlsService;
  /** The destination of relayhost; undefined for the mail servers of the recipients. */
  readonly relay: string | undefined;
}

/** What else decides where mail goes. */
const otherRoutes = ['transport_maps', 'sender_dependent_relayhost_maps'];
/** Of these ports it is known that TLS begins with STARTTLS there; the one of smtp where none is written. */
const startTlsPort = /^(25|587|smtp|submission)$/;

/** Where smtp_tls_wrappermode cannot work; undefined where it can, or where that is not known. */
export function startTlsTarget(config: Configuration): StartTlsTarget | undefined {
  const client = relayClient(config);
  const relayhost = config.known('relayhost');
  if (client?.wrappermode !== true || relayhost === undefined) return undefined;
  if (config.known('default_transport')?.includes(':') !== false) return undefined;
  const standard = config.known('smtp_tcp_port') ?? 'smtp';
  if (relayhost === '') {
    if (otherRoutes.some(name => config.known(name) !== '') || !startTlsPort.test(standard)) return undefined;
    return { client, relay: undefined };
  }
  const destinations = tokens(relayhost, commaAndSpace).map(({ text }) => text);
  const isWrong = destinations.every(text =>
    startTlsPort.test(
      /^(?:\[[^\]]*\]|[^:[\]]*):(\w+)$/.exec(text)?.[1] ?? (/\]$|^[^:]*$/.test(text) ? standard : ''),
    ),
  );
  return isWrong ? { client, relay: relayhost } : undefined;
}
