import type { Kind } from '../catalogue/kind';
import type { Parameter } from '../catalogue/model';
import type { LogicalText } from '../syntax/logical-text';
import type { Override, Service } from '../syntax/parse-master';
import type { Entry } from '../syntax/tree';
import type { Span } from '../text/span';

/** One `name = value`, whether in main.cf or behind `-o` in master.cf. */
export interface Assignment {
  readonly file: 'main' | 'master';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: LogicalText;
  /** Undefined for names that mean nothing to Postfix: the file's own, and misspelt ones. */
  readonly parameter: ResolvedParameter | undefined;
  /** The service whose `-o` it is. */
  readonly service: Service | undefined;
}

/** A parameter, a member of a per-transport family, or a restriction class of the file; what they have in common. */
export interface ResolvedParameter {
  readonly name: string;
  readonly kind: Kind;
  /** The page of its own, if it has one. */
  readonly parameter: Parameter | undefined;
  /** For members of a family: its suffix and the service's name. */
  readonly family: { readonly suffix: string; readonly service: string } | undefined;
}

/** An entry of main.cf. */
export class MainAssignment implements Assignment {
  readonly file = 'main';
  readonly service = undefined;

  constructor(
    readonly entry: Entry,
    readonly parameter: ResolvedParameter | undefined,
  ) {}

  get name(): string {
    return this.entry.name;
  }

  get nameSpan(): Span {
    return this.entry.nameSpan;
  }

  get value(): LogicalText {
    return this.entry.value;
  }
}

/** A `-o name=value` of a service in master.cf. */
export class MasterAssignment implements Assignment {
  readonly file = 'master';

  constructor(
    readonly override: Override,
    readonly service: Service,
    readonly parameter: ResolvedParameter | undefined,
  ) {}

  get name(): string {
    return this.override.name;
  }

  get nameSpan(): Span {
    return this.override.nameSpan;
  }

  get value(): LogicalText {
    return this.override.value;
  }
}
