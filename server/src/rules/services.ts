import type { Configuration } from '../config/configuration';
import type { Service } from '../syntax/parse-master';

/** The services that run a program; where no master.cf is known one that has nothing but main.cf: `undefined`. */
export function servicesRunning(config: Configuration, program: string): readonly (Service | undefined)[] {
  if (config.master === undefined) return [undefined];
  return config.master.services.filter(({ command }) => command.text === program);
}

/** Whether a service, or all of them, listens on this machine's loopback addresses only. */
export function isLoopbackOnly(config: Configuration, service: Service | undefined): boolean {
  const host = service?.type.text === 'inet' ? /^(.*):[^:]+$/.exec(service.name.text)?.[1] : undefined;
  const addresses = host ?? config.known('inet_interfaces') ?? '';
  const words = addresses.split(/[\s,]+/).filter(word => word !== '');
  return (
    words.length > 0 && words.every(word => /^(loopback-only|localhost|127\.[\d.]+|\[?::1\]?)$/.test(word))
  );
}
