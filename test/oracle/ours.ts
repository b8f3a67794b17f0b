/** Our side of the comparison, and what it has to look like. */
import type { HostFacts } from '../../server/src/config/host-facts';
import { showConfiguration as ourShow } from '../../server/src/main/cli/show';

export interface ShowInput {
  readonly mainCf: string;
  /** Undefined where the directory has none. */
  readonly masterCf: string | undefined;
  /** With its patch level: `3.7.11`. */
  readonly release: string;
  /** `postconf -x`. */
  readonly expand: boolean;
  /** `postconf -d`. */
  readonly defaults: boolean;
  /** What `postconf -c` names. */
  readonly directory: string;
  readonly host: HostFacts;
}

export interface Shown {
  /** What postconf prints on stdout, line by line. */
  readonly lines: readonly string[];
  readonly warnings: readonly Complaint[];
  /** What stops postconf; then `lines` does not count. */
  readonly fatal: Complaint | undefined;
}

export interface Complaint {
  /** One of `complaintKinds`. */
  readonly kind: string;
  readonly file: 'main' | 'master';
  /** From 1; undefined where only a name is known. */
  readonly line: number | undefined;
  readonly name: string | undefined;
  readonly message: string;
}

export type ShowConfiguration = (input: ShowInput) => Shown;

/** `maincf show` as a function. */
export const showConfiguration: ShowConfiguration = ourShow;
