import type { Catalogue } from '../catalogue/catalogue';
import type { Kind } from '../catalogue/kind';
import type { Release } from '../catalogue/release';
import type { Expression } from '../syntax/expression';
import { ownCopy } from '../text/own-copy';
import { remembered } from '../text/remembered';
import { parseExpression } from '../syntax/parse-expression';
import type { MasterCf } from '../syntax/parse-master';
import type { Entry, MainCf, Malformed, Orphan } from '../syntax/tree';
import type { TextEdit } from '../text/edit';
import { parseValue } from '../values/parse-value';
import { commaAndSpace, tokens } from '../values/tokens';
import type { ParsedValue, ValueContext } from '../values/value';
import { align, type Alignment } from './alignment';
import { MainAssignment, MasterAssignment, type Assignment, type ResolvedParameter } from './assignment';
import { computedDefault } from './computed-defaults';
import { expandText, type Expansion, type Scope, type unknown } from './expand';
import type { HostFacts } from './host-facts';
import type { Changes } from './changes';
import { Kept, type Observed } from './kept';
import { indexMain, type MainIndex, type Setting } from './main-index';
import { isEmpty, Reads } from './reads';
import { isRememberedBy } from './remembered-names';
import { resolvedParameter, restrictionClass } from './resolved-parameters';
import { Selections } from './selections';
import { runsOneOf } from './transports';
import { sharedContext } from './value-context';

export type { Assignment, ResolvedParameter } from './assignment';
export type { Setting } from './main-index';

/** Whether an assignment is of some sort. Its own words decide, and what does not change while somebody types in main.cf. */
export type AssignmentTest = (assignment: Assignment, config: Configuration) => boolean;

/** Makes something of a configuration. */
export type Derivation = (config: Configuration) => unknown;

export interface ConfigurationInput {
  readonly tree: MainCf;
  /** The sibling master.cf; undefined while it is unknown. */
  readonly master: MasterCf | undefined;
  readonly catalogue: Catalogue;
  readonly release: Release;
  /** What the machine decides; undefined in an editor that runs elsewhere. */
  readonly host: HostFacts | undefined;
  /** An earlier version of main.cf: what the edit did not touch is not computed again. */
  readonly earlier?: Earlier | undefined;
}

/** Which entries are the same as in another version. */
interface SameEntries extends Alignment {
  readonly of: Configuration;
}

interface Earlier {
  readonly config: Configuration;
  /** What leads from its text to the later one. */
  readonly edit: TextEdit;
}

/**
 * A main.cf as Postfix reads it: the last value of each name wins, the rest are defaults of the target release.
 * Immutable; everything expensive is computed when first asked for. It can tell what a computation reads of it (`observe`).
 */
export class Configuration implements Scope {
  readonly master: MasterCf | undefined;
  readonly catalogue: Catalogue;
  readonly release: Release;
  readonly host: HostFacts | undefined;
  readonly #tree: MainCf;
  readonly #main: MainIndex;
  readonly #derived = new Map<Derivation, Observed<unknown>>();
  /** What the computation has read that is under way and observed. */
  #reads: Reads | undefined;
  /** An earlier version, until something is asked for that can be taken over from it. */
  #earlier: Earlier | undefined;
  #changes: Changes | undefined;
  #expansions: Kept<string, Expansion> | undefined;
  readonly #selections = new Selections();
  #assignments: readonly Assignment[] | undefined;
  #overridesByName: Map<string, Assignment[]> | undefined;
  #valueContext: ValueContext | undefined;

  constructor({ tree, master, catalogue, release, host, earlier }: ConfigurationInput) {
    this.#tree = tree;
    this.master = master;
    this.catalogue = catalogue;
    this.release = release;
    this.host = host;
    this.#main = indexMain(tree);
    this.#earlier = earlier;
    // One version holds on to the one before it, but not to all of them.
    if (earlier !== undefined) earlier.config.#takeOver();
  }

  /** What is other than in the earlier version; undefined without one, and where more than main.cf has changed. */
  get changes(): Changes | undefined {
    this.#takeOver();
    return this.#changes;
  }

  /** Takes over what is the same as in the earlier version. */
  #takeOver(): void {
    if (this.#earlier === undefined) return;
    const { config: earlier, edit } = this.#earlier;
    this.#earlier = undefined;
    const isSame =
      this.master === earlier.master &&
      this.catalogue === earlier.catalogue &&
      this.release === earlier.release &&
      this.host === earlier.host;
    if (!isSame) return;
    const alignment = align(earlier.#main.entries, this.#main.entries, edit);
    const { names } = alignment;
    this.#expansions = new Kept(earlier.#expansions, { names, tests: [], oddities: false });
    if (this.#expansions.get(classList, this) !== undefined) this.#valueContext = earlier.#valueContext;
    // What a name means depends on whether it is a restriction class.
    if (this.valueContext !== earlier.valueContext) return;
    this.#overridesByName = earlier.#overridesByName;
    const assignments = this.#collectAssignments({ ...alignment, of: earlier });
    this.#assignments = assignments;
    const tests = this.#selections.takeOver(earlier.#selections, alignment, (test, index) =>
      test(assignments[index] as Assignment, this),
    );
    this.#changes = { names, tests, oddities: isOdd(earlier.#main) || isOdd(this.#main) };
  }

  get tree(): MainCf {
    this.#reads?.addAll();
    return this.#tree;
  }

  /** In the order of first appearance. */
  get settings(): ReadonlyMap<string, Setting> {
    this.#reads?.addAll();
    return this.#main.settings;
  }

  get entries(): readonly Entry[] {
    this.#reads?.addAll();
    return this.#main.entries;
  }

  /** The lines that Postfix cannot use. */
  get faults(): readonly (Malformed | Orphan)[] {
    this.#reads?.addOddities();
    return this.#main.faults;
  }

  /** The names that are set more than once, in the order of their second definitions. */
  get repeated(): readonly Setting[] {
    this.#reads?.addOddities();
    return this.#main.repeated;
  }

  /** Computes something, and says what that read of main.cf. */
  observe<T>(compute: () => T): Observed<T> {
    const outer = this.#reads;
    const reads = (this.#reads = new Reads());
    try {
      return { result: compute(), reads };
    } finally {
      this.#reads = outer;
    }
  }

  /** What the file says about a name; undefined where it says nothing. */
  setting(name: string): Setting | undefined {
    this.#reads?.addName(name);
    return this.#main.settings.get(name);
  }

  isSet(name: string): boolean {
    return this.setting(name) !== undefined;
  }

  /** The parameter of that name in any release: its own page, or a per-transport family. */
  resolve(name: string): ResolvedParameter | undefined {
    const known = resolvedParameter(this.catalogue, name);
    if (known !== undefined) return known;
    const member = this.catalogue.familyOf(name);
    if (member === undefined) return undefined;
    const { family, service } = member;
    // Without a master.cf nobody knows which services there are.
    if (this.master !== undefined && !runsOneOf(this.master, service, family.programs)) return undefined;
    return { name, kind: family.kind, parameter: undefined, family: { suffix: family.suffix, service } };
  }

  /** The value of a name before expansion: the file's, else the release's default; undefined where there is neither. */
  raw(name: string): string | undefined {
    return this.setting(name)?.winner.value.text ?? this.defaultOf(name);
  }

  /** The default in the target release before expansion; undefined where that release has no such parameter. */
  defaultOf(name: string): string | undefined {
    const parameter = this.catalogue.parameter(name);
    if (parameter !== undefined) return this.catalogue.defaultOf(parameter, this.release);
    return this.resolve(name) === undefined ? undefined : this.catalogue.familyOf(name)?.family.default;
  }

  /**
   * What `$name` stands for before expansion: the file's value, else a computed default or that of the release. Names that
   * the release only remembers from earlier ones are empty.
   */
  lookup(name: string): string | undefined | typeof unknown {
    const set = isReadOnly(name) ? undefined : this.setting(name);
    if (set !== undefined) return set.winner.value.text;
    const computed = computedDefault(name, this);
    if (computed !== undefined) return computed;
    return this.defaultOf(name) ?? (this.isRemembered(name) ? '' : undefined);
  }

  /** Whether the release still reads the name in favour of a newer one, without listing it (virtual_maps, for one). */
  isRemembered(name: string): boolean {
    const parameter = this.catalogue.parameter(name);
    if (parameter?.deprecated === undefined || this.catalogue.exists(parameter, this.release)) return false;
    return isRememberedBy(this.catalogue, this.release, name);
  }

  /** The value of a name with all `$name` expanded, as a program of Postfix gets it. */
  value(name: string): Expansion {
    this.#takeOver();
    this.#expansions ??= new Kept();
    let expansion = this.#expansions.get(name, this);
    if (expansion === undefined) {
      expansion = this.observe(() => this.#expand(name));
      this.#expansions.set(name, expansion);
    }
    this.#reads?.add(expansion.reads);
    return expansion.result;
  }

  #expand(name: string): Expansion {
    const found = this.lookup(name);
    if (typeof found !== 'string') return expandText(`\${${name}}`, this);
    // Later versions of the file take it over.
    const text = ownCopy(found);
    // Postfix hands raw parameters to their program as they stand.
    if (this.catalogue.parameter(name)?.raw === true)
      return { text, undefinedNames: [], unknown: [], failure: undefined };
    return expandText(text, this);
  }

  /** The value of a name when it is known for certain; undefined where it depends on the unknown. */
  known(name: string): string | undefined {
    const expansion = this.value(name);
    return expansion.unknown.length === 0 && expansion.failure === undefined
      ? expansion.text.trim()
      : undefined;
  }

  /** The `$name` expressions of a text, parsed once. */
  expression(text: string): Expression {
    return expressionOf(text);
  }

  /** All assignments: the entries of main.cf, then the `-o` overrides of master.cf. */
  get assignments(): readonly Assignment[] {
    this.#reads?.addAll();
    return this.#allAssignments();
  }

  #allAssignments(): readonly Assignment[] {
    if (this.#assignments === undefined) {
      this.#takeOver();
      this.#assignments ??= this.#collectAssignments();
    }
    return this.#assignments;
  }

  /** The `-o` overrides of master.cf alone. */
  get overrides(): readonly Assignment[] {
    return this.#allAssignments().slice(this.#main.entries.length);
  }

  /**
   * The assignments that pass a test, in the order of `assignments`. Each takes it once for as long as it stays the same, so the test has to be the
   * same function each time.
   */
  assignmentsThat(test: AssignmentTest): readonly Assignment[] {
    this.#reads?.addTest(test);
    const all = this.#allAssignments();
    return this.#selections.of(test, all, this.#main.entries.length, assignment => test(assignment, this));
  }

  /** The assignment of a name in main.cf that counts: the last one. */
  inForce(name: string): Assignment | undefined {
    const setting = this.setting(name);
    return setting === undefined ? undefined : this.#allAssignments()[setting.index];
  }

  /** The assignments of one name, in the order of `assignments`. */
  assignmentsOf(name: string): readonly Assignment[] {
    const setting = this.setting(name);
    const overrides = this.#overridesOf(name);
    if (setting === undefined) return overrides;
    const all = this.#allAssignments();
    const inMain =
      setting.definitions.length === 1
        ? [all[setting.index] as Assignment]
        : all.filter(assignment => assignment.file === 'main' && assignment.name === name);
    return overrides.length === 0 ? inMain : [...inMain, ...overrides];
  }

  #overridesOf(name: string): readonly Assignment[] {
    this.#takeOver();
    if (this.#overridesByName === undefined) {
      this.#overridesByName = new Map();
      for (const override of this.overrides) {
        const others = this.#overridesByName.get(override.name);
        if (others === undefined) this.#overridesByName.set(override.name, [override]);
        else others.push(override);
      }
    }
    return this.#overridesByName.get(name) ?? [];
  }

  /** A value taken apart by its kind. Spans are logical offsets of `assignment.value`. */
  parsed(assignment: Assignment): ParsedValue {
    return parseValue(assignment.value.text, assignment.parameter?.kind ?? anything, this.valueContext);
  }

  /** The expanded value of a name taken apart by its kind; undefined where it is not known for certain. */
  parsedValue(name: string): ParsedValue | undefined {
    const text = this.known(name);
    const kind = this.resolve(name)?.kind;
    return text === undefined || kind === undefined ? undefined : parseValue(text, kind, this.valueContext);
  }

  /**
   * What a function makes of this configuration, computed when first asked for. The function has to be the same one each time. What is
   * kept goes with the configuration, which weak maps would hold on to for longer.
   */
  derived<T>(compute: (config: Configuration) => T): T {
    let known = this.#derived.get(compute) as Observed<T> | undefined;
    if (known === undefined) this.#derived.set(compute, (known = this.observe(() => compute(this))));
    this.#reads?.add(known.reads, isEmpty(known.result) ? compute : undefined);
    return known.result;
  }

  get valueContext(): ValueContext {
    this.#takeOver();
    return (this.#valueContext ??= sharedContext(
      this.catalogue,
      this.release,
      tokens(this.known(classList) ?? '', commaAndSpace).map(token => token.text.toLowerCase()),
      this.master?.services.filter(service => service.type.text !== 'inet').map(service => service.name.text),
    ));
  }

  #collectAssignments(same?: SameEntries): readonly Assignment[] {
    const { restrictionClasses } = this.valueContext;
    const resolve = (name: string): ResolvedParameter | undefined =>
      this.resolve(name) ?? (restrictionClasses.has(name.toLowerCase()) ? restrictionClass(name) : undefined);
    const known = same === undefined ? () => undefined : this.#knownAssignments(same);
    const assignments: Assignment[] = this.#main.entries.map((entry, at) => {
      const before = known(at);
      return new MainAssignment(entry, before === undefined ? resolve(entry.name) : before.parameter);
    });
    if (same !== undefined) return assignments.concat(same.of.overrides);
    for (const service of this.master?.services ?? []) {
      for (const override of service.overrides) {
        assignments.push(new MasterAssignment(override, service, resolve(override.name)));
      }
    }
    return assignments;
  }

  /** What the entries that are the same were in the other version. */
  #knownAssignments({ head, before, after, of }: SameEntries): (index: number) => Assignment | undefined {
    const assignments = of.#allAssignments();
    return at => (at < head ? assignments[at] : at < after ? undefined : assignments[at + before - after]);
  }
}

/** Whether there is something in a main.cf that few have. */
function isOdd({ faults, repeated }: MainIndex): boolean {
  return faults.length + repeated.length > 0;
}

const anything: Kind = { type: 'text' };
const classList = 'smtpd_restriction_classes';

const readOnlyNames: ReadonlySet<string> = new Set(['process_id', 'process_name', 'service_name']);

/** Whether Postfix sets the name itself and ignores what main.cf says (process_name, process_id; service_name from 3.3). */
export function isReadOnly(name: string): boolean {
  return readOnlyNames.has(name);
}

/** Expressions depend on their text alone. */
const expressionOf = remembered(5_000, parseExpression);
