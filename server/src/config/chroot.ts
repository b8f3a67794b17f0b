import { isAtLeast } from '../catalogue/release';
import type { Service } from '../syntax/parse-master';
import type { Configuration } from './configuration';

/** What `-` stands for in the chroot column: `y` below compatibility_level 1 and before 3.0; undefined where that is not known. */
export function usualChroot(config: Configuration): 'y' | 'n' | undefined {
  if (!isAtLeast(config.release, '3.0')) return 'y';
  const level = Number.parseInt(config.known('compatibility_level') ?? '', 10);
  return Number.isNaN(level) ? undefined : level >= 1 ? 'n' : 'y';
}

/** Whether a service surely sees the queue directory as its root. */
export function isChrooted(config: Configuration, { chroot }: Service): boolean {
  return (chroot.text === '-' ? usualChroot(config) : chroot.text) === 'y';
}
