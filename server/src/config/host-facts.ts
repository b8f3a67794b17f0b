/**
 * What Postfix takes from the machine it runs on. The command line asks its own host; an editor does not know,
 * because the file may be meant for another machine.
 */
export interface HostFacts {
  /** As gethostname(2) says it. */
  readonly hostName: string;
  /** Addresses of the network interfaces with their prefix lengths. */
  readonly interfaces: readonly InterfaceAddress[];
  /** Names that the machine itself knows (/etc/hosts), in lower case, with their addresses. */
  readonly hosts?: ReadonlyMap<string, readonly string[]>;
  /** Values that depend on how Postfix was built: command_directory, mail_version … */
  readonly built: ReadonlyMap<string, string>;
}

export interface InterfaceAddress {
  readonly address: string;
  readonly family: 4 | 6;
  readonly prefixLength: number;
}
