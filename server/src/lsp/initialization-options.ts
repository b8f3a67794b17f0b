import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../../../protocol/messages';

/** What a client said of itself, as we understand it. */
export interface ClientTraits {
  /** Whether programs may be run. Only an explicit yes is one. */
  readonly trusted: boolean;
  /**
   * The postconf to ask, whatever settings say; undefined where settings say it. Few editors know of settings that a folder cannot bring along, and
   * no folder may name a program to run.
   */
  readonly postconfPath: string | undefined;
  readonly setSeverityCommand: string | undefined;
  readonly suggestCommand: string | undefined;
  /** Editors complain of notifications that they do not know. */
  readonly status: boolean;
}

/** The options of a client, whatever it sent. */
export function initializationOptions(params: InitializeParams): ClientTraits {
  const given = (params.initializationOptions ?? {}) as Readonly<
    Partial<Record<keyof InitializationOptions, unknown>>
  >;
  const text = (name: keyof InitializationOptions): string | undefined => {
    const value = given[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    trusted: given.trusted === true,
    postconfPath: given.hasMachineSettings === true ? undefined : (text('postconfPath') ?? ''),
    setSeverityCommand: text('setSeverityCommand'),
    suggestCommand: text('suggestCommand'),
    status: given.status === true,
  };
}
