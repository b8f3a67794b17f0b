import type { Catalogue } from '../catalogue/catalogue';
import type { Kind } from '../catalogue/kind';
import type { Release } from '../catalogue/release';
import type { Span } from '../text/span';
import type { ProblemCode } from './problem-codes';

/** What reading a value depends on besides its text. */
export interface ValueContext {
  readonly catalogue: Catalogue;
  readonly release: Release;
  /** Names in smtpd_restriction_classes, lower case. */
  readonly restrictionClasses: ReadonlySet<string>;
  /** Services of master.cf that deliver mail; undefined while no master.cf was read. */
  readonly transports: readonly string[] | undefined;
}

/**
 * One meaningful piece of a value: a list element, or the value itself. Spans are offsets in the value's text.
 */
export interface Item extends Span {
  readonly text: string;
  readonly role: ItemRole;
  /** The page that explains it: `protocol/TLSv1.2`, `restriction/permit_mynetworks`. */
  readonly term?: string | undefined;
  /** A `!` or another operator in front: `!`, `>=`, `<=`. The span includes it, `text` does not. */
  readonly operator?: string | undefined;
  /** Has a `$`: what it is depends on other parameters, so it is never judged as it stands. */
  readonly dynamic?: boolean | undefined;
  /** The item it belongs to: the restriction whose argument it is, the type of a table's name. Index in the list. */
  readonly parent?: number | undefined;
}

export type ItemRole =
  | 'word'
  | 'boolean'
  | 'number'
  | 'unit'
  | 'security-level'
  | 'protocol'
  | 'grade'
  | 'cipher'
  | 'curve'
  | 'digest'
  | 'restriction'
  | 'restriction-class'
  | 'argument'
  | 'table-type'
  | 'table-name'
  | 'network'
  | 'host'
  | 'port'
  | 'transport'
  | 'path'
  | 'service'
  | 'expression'
  | 'text';

/** Something in a value that Postfix does not accept, or accepts and then does not use. */
export interface ValueProblem extends Span {
  /** A stable name for rules to match. */
  readonly code: ProblemCode;
  /** What is wrong, with the real text, as the beginning of a sentence: `"medum" is not a cipher grade`. */
  readonly message: string;
  /** What Postfix does then, where it is known, as a clause of its own: `smtpd stops and no mail comes in`. */
  readonly consequence?: string | undefined;
  /** What to write instead of the span, best first. */
  readonly suggestions?: readonly string[] | undefined;
}

export interface ParsedValue {
  /** In the order of the text; they do not overlap except a parent and its parts. */
  readonly items: readonly Item[];
  readonly problems: readonly ValueProblem[];
}

/** Something that could be typed in a value. */
export interface Candidate {
  readonly label: string;
  /** What is inserted where it differs from the label; `${1:…}` placeholders where `isSnippet`. */
  readonly insert?: string;
  readonly isSnippet?: boolean;
  readonly role: ItemRole;
  readonly term?: string | undefined;
  /** Short text behind the label. */
  readonly detail?: string | undefined;
  readonly deprecated?: boolean;
  /** Makes sense as the whole value only: `all`. */
  readonly isAlone?: boolean;
  /** Lower comes first. */
  readonly rank?: number;
}

/** How one kind of value is read. Every `values/<type>.ts` exports one. */
export interface ValueKind<K extends Kind> {
  /** Takes a value apart as the program that reads it would. Never throws; linear. */
  parse(text: string, kind: K, context: ValueContext): ParsedValue;
  /** All that could stand as a whole value or as one more item; the caller filters by what is typed already. */
  candidates(kind: K, context: ValueContext): readonly Candidate[];
}

export const emptyValue: ParsedValue = { items: [], problems: [] };
