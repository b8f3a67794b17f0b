import { listensToOthers } from '../config/address-families';
import type { Configuration } from '../config/configuration';
import type { Service } from '../syntax/parse-master';

/** The services that run a program; where no master.cf is known one that has nothing but main.cf: `undefined`. */
export function servicesFor(config: Configuration, program: string): readonly (Service | undefined)[] {
  if (config.master === undefined) return [undefined];
  return config.master.services.filter(({ command }) => command.text === program);
}

/** Whether only this machine can connect to a service, by its own address or by inet_interfaces. */
export function isLoopbackOnly(config: Configuration, service: Service | undefined): boolean {
  const host = service?.type.text === 'inet' ? /^(.*):[^:]+$/.exec(service.name.text)?.[1] : undefined;
  if (host === undefined) return listensToOthers(config) === false;
  return /^(localhost|127\.[\d.]+|\[?::1\]?)$/i.test(host);
}
