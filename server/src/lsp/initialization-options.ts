import type { InitializeParams } from 'vscode-languageserver';

/** What a client says of itself beside what the protocol has for that. */
export interface InitializationOptions {
  /** Whether programs may be run. Only an explicit yes is one. */
  readonly trusted: boolean;
  /**
   * The postconf to ask, whatever settings say; undefined where settings say it. Few editors know of settings that a folder cannot bring along, and
   * no folder may name a program to run.
   */
  readonly postconfPath: string | undefined;
  /** The client's command that sets a rule's severity in its settings. */
  readonly setSeverityCommand: string | undefined;
  /** The client's command that lists what can be typed. */
  readonly suggestCommand: string | undefined;
  /** Whether it knows the notification of a document's status: editors complain of those that they do not know. */
  readonly status: boolean;
}

/** The options of a client, whatever it sent. */
export function initializationOptions(params: InitializeParams): InitializationOptions {
  const given = (params.initializationOptions ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => {
    const value = given[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    trusted: given['trusted'] === true,
    postconfPath: given['hasMachineSettings'] === true ? undefined : (text('postconfPath') ?? ''),
    setSeverityCommand: text('setSeverityCommand'),
    suggestCommand: text('suggestCommand'),
    status: given['status'] === true,
  };
}
