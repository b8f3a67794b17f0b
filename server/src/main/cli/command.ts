import type { Catalogue, Prose } from '../../catalogue/catalogue';
import type { Service } from '../../service';
import type { Console } from './console';

/** One of the things that `maincf` does. */
export interface Command {
  /** What stands behind its name in the list of commands. */
  readonly summary: string;
  /** Its page: how it is called, its options, its exit status. */
  readonly help: string;
  /** Does it and returns the exit status. @throws CannotDo */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

export interface CommandContext {
  readonly console: Console;
  readonly service: Service;
  readonly catalogue: Catalogue;
  readonly version: string;
  prose(): Promise<Prose>;
}
