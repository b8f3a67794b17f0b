import type { Assignment, Configuration } from '../config/configuration';
import type { Profile, ProfileId, Severity } from '../config/profile';
import type { World } from '../config/world';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import type { Suppression } from './suppression';

/**
 * A rule is one value in one file of its name. From it come the diagnostic, the quick-fix, membership in fix-all, the
 * page in docs/rules, the row in the setting's schema and its own tests.
 */
export interface Rule {
  /** The file's name: `weak-protocols`. */
  readonly id: string;
  /** A short noun phrase: what is wrong. */
  readonly title: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** The parameters it watches, shown in their hovers; `undefined`: any. A `*` stands for anything. */
  readonly parameters?: readonly string[];
  /** The releases for which it holds: from the first, below the second. */
  readonly since?: string;
  readonly until?: string;
  /** Two or three sentences: why it matters. */
  readonly why: string;
  /** Where that is from: titles and addresses. */
  readonly sources: readonly Source[];
  /** Marked with ‹…› where the finding is. */
  readonly bad: Example;
  readonly good: Example;
  /** Whether its fixes keep the configuration that Postfix reads (`safe`: part of fix-all) or not; undefined: none. */
  readonly fix?: FixSafety;
  /** Whether it is about something that is absent: such rules run on whole files only, not on fragments. */
  readonly aboutAbsence?: boolean;
  /**
   * Whether it also looks at templates. Right for rules that judge one value by itself; the engine leaves out what they say of values with a
   * placeholder in them.
   */
  readonly onTemplates?: boolean;
  /** The profiles in which it runs; all where left out. */
  readonly profiles?: readonly ProfileId[];
  /** Whether it runs after all others, when it is known which comments silenced something. */
  readonly aboutSuppressions?: boolean;
  /** Whether it is about the arguments of services in master.cf; the others say nothing of a service that does not start because of them. */
  readonly aboutServices?: boolean;
  check(context: RuleContext): void;
}

export type RuleGroup =
  | 'syntax'
  | 'names'
  | 'values'
  | 'deprecated'
  | 'tls'
  | 'certificates'
  | 'networks'
  | 'routing'
  | 'restrictions'
  | 'sasl'
  | 'limits'
  | 'compatibility'
  | 'editor';

export type FixSafety = 'safe' | 'unsafe';

export interface Source {
  readonly title: string;
  readonly url: string;
}

/** A main.cf that shows the rule, and what it needs around it. */
export interface Example {
  readonly main: string;
  readonly master?: string;
  /** The target release; the latest stable one where left out. */
  readonly postfix?: string;
  readonly profile?: ProfileId;
  /** Whether the example is a whole file; absence rules look only at those. */
  readonly complete?: boolean;
  /** What the host has: path → `missing`, or what the file holds. */
  readonly world?: Partial<World>;
}

/** What a rule may look at, and where it says what it found. */
export interface RuleContext {
  readonly config: Configuration;
  readonly world: World;
  readonly profile: Profile;
  /** The comments that silence rules; who uses them is known only to rules that are `aboutSuppressions`. */
  readonly suppressions: readonly Suppression[];
  /** The ids of all rules, and of those that have run so far. */
  readonly ruleIds: { readonly known: ReadonlySet<string>; readonly ran: ReadonlySet<string> };
  report(finding: NewFinding): void;
}

export interface NewFinding {
  /** Which of the two files it is in; `main` where left out. */
  readonly file?: 'main' | 'master';
  readonly span: Span;
  /** What is wrong, why it matters, what to do: one or two sentences with the real values. */
  readonly message: string;
  /** Where it differs from the rule's own. `off` says nothing. */
  readonly severity?: Severity | 'off';
  readonly tag?: 'deprecated' | 'unnecessary';
  readonly related?: readonly Related[];
  /** Best first. */
  readonly fixes?: readonly Fix[];
  /** The assignment it is about, so that "ignore here" knows where to put its comment. */
  readonly about?: Assignment;
}

export interface Related {
  readonly file: 'main' | 'master';
  readonly span: Span;
  readonly message: string;
}

export interface Fix {
  /** An order to the editor: `Set smtpd_tls_protocols to >=TLSv1.2`. */
  readonly title: string;
  readonly safety: FixSafety;
  /** In the file of the finding unless `file` says otherwise. Computed only when somebody wants them. */
  readonly edits: () => readonly FileEdit[];
}

export interface FileEdit extends TextEdit {
  readonly file?: 'main' | 'master';
}

/** A finding as the engine hands it on. */
export interface Finding {
  readonly rule: Rule;
  readonly file: 'main' | 'master';
  readonly span: Span;
  readonly severity: Severity;
  readonly message: string;
  readonly tag: NewFinding['tag'] | undefined;
  readonly related: readonly Related[] | undefined;
  readonly fixes: readonly Fix[] | undefined;
  readonly about: Assignment | undefined;
}
