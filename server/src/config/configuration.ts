import type { Catalogue } from '../catalogue/catalogue';
import type { Kind } from '../catalogue/kind';
import type { Release } from '../catalogue/release';
import type { Expression } from '../syntax/expression';
import { ownCopy } from '../text/own-copy';
import { parseExpression } from '../syntax/parse-expression';
import type { MasterCf } from '../syntax/parse-master';
import type { Entry, MainCf, Malformed, Orphan } from '../syntax/tree';
import { parseValue } from '../values/parse-value';
import { commaAndSpace, tokens } from '../values/tokens';
import type { ParsedValue, ValueContext } from '../values/value';
import { MainAssignment, MasterAssignment, type Assignment, type ResolvedParameter } from './assignment';
import { computedDefault } from './computed-defaults';
import { expandText, type Expansion, type Scope, type unknown } from './expand';
import type { HostFacts } from './host-facts';
import { isRememberedBy } from './remembered-names';
import { resolvedParameter, restrictionClass } from './resolved-parameters';
import { sharedContext } from './value-context';

export type { Assignment, ResolvedParameter } from './assignment';

/** What a main.cf says about one name: all its definitions in the order of the file; the last one wins. */
export interface Setting {
  readonly name: string;
  readonly definitions: readonly Entry[];
  readonly winner: Entry;
  /** The winner's index among all entries. */
  readonly index: number;
}

export interface ConfigurationInput {
  readonly tree: MainCf;
  /** The sibling master.cf; undefined while it is unknown. */
  readonly master: MasterCf | undefined;
  readonly catalogue: Catalogue;
  readonly release: Release;
  /** What the machine decides; undefined in an editor that runs elsewhere. */
  readonly host: HostFacts | undefined;
}

/**
 * A main.cf as Postfix reads it: the last value of each name wins, the rest are defaults of the target release.
 * Immutable; everything expensive is computed when first asked for.
 */
export class Configuration implements Scope {
  readonly tree: MainCf;
  readonly master: MasterCf | undefined;
  readonly catalogue: Catalogue;
  readonly release: Release;
  readonly host: HostFacts | undefined;
  /** In the order of first appearance. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly entries: readonly Entry[];
  /** The lines that Postfix cannot use. */
  readonly faults: readonly (Malformed | Orphan)[];
  readonly #expansions = new Map<string, Expansion>();
  readonly #derived = new Map<(config: Configuration) => unknown, unknown>();
  #assignments: readonly Assignment[] | undefined;
  #byName: ReadonlyMap<string, readonly Assignment[]> | undefined;
  #valueContext: ValueContext | undefined;
  /** What the services of each name run. */
  #programs: Map<string, string[]> | undefined;

  constructor({ tree, master, catalogue, release, host }: ConfigurationInput) {
    this.tree = tree;
    this.master = master;
    this.catalogue = catalogue;
    this.release = release;
    this.host = host;
    const settings = new Map<string, Setting & { definitions: Entry[]; winner: Entry; index: number }>();
    const entries: Entry[] = [];
    const faults: (Malformed | Orphan)[] = [];
    for (const node of tree.lines) {
      if (node.kind !== 'entry') {
        faults.push(node);
        continue;
      }
      const index = entries.push(node) - 1;
      const { name } = node;
      const setting = settings.get(name);
      if (setting === undefined) settings.set(name, { name, definitions: [node], winner: node, index });
      else {
        setting.definitions.push(node);
        setting.winner = node;
        setting.index = index;
      }
    }
    this.settings = settings;
    this.entries = entries;
    this.faults = faults;
  }

  /** What the file says about a name; undefined where it says nothing. */
  setting(name: string): Setting | undefined {
    return this.settings.get(name);
  }

  isSet(name: string): boolean {
    return this.settings.has(name);
  }

  /** The parameter of that name in any release: its own page, or a per-transport family. */
  resolve(name: string): ResolvedParameter | undefined {
    const known = resolvedParameter(this.catalogue, name);
    if (known !== undefined) return known;
    const member = this.catalogue.familyOf(name);
    if (member === undefined || !this.#mayBeTransport(member.service, member.family.programs))
      return undefined;
    const { family, service } = member;
    return { name, kind: family.kind, parameter: undefined, family: { suffix: family.suffix, service } };
  }

  /** The value of a name before expansion: the file's, else the release's default; undefined where there is neither. */
  raw(name: string): string | undefined {
    return this.settings.get(name)?.winner.value.text ?? this.defaultOf(name);
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
    const set = isReadOnly(name) ? undefined : this.settings.get(name);
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
    let expansion = this.#expansions.get(name);
    if (expansion === undefined) {
      expansion = this.#expand(name);
      this.#expansions.set(name, expansion);
    }
    return expansion;
  }

  #expand(name: string): Expansion {
    const text = this.lookup(name);
    if (typeof text !== 'string') return expandText(`\${${name}}`, this);
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
    let expression = expressions.get(text);
    if (expression === undefined) {
      if (expressions.size >= mostExpressions) expressions.clear();
      const own = ownCopy(text);
      expressions.set(own, (expression = parseExpression(own)));
    }
    return expression;
  }

  /** All assignments: the entries of main.cf, then the `-o` overrides of master.cf. */
  get assignments(): readonly Assignment[] {
    return (this.#assignments ??= this.#collectAssignments());
  }

  /** The assignment of a name in main.cf that counts: the last one. */
  inForce(name: string): Assignment | undefined {
    const setting = this.settings.get(name);
    return setting === undefined ? undefined : this.assignments[setting.index];
  }

  /** The assignments of one name, in the order of `assignments`. */
  assignmentsOf(name: string): readonly Assignment[] {
    if (this.#byName === undefined) {
      const byName = new Map<string, Assignment[]>();
      for (const assignment of this.assignments) {
        const list = byName.get(assignment.name);
        if (list === undefined) byName.set(assignment.name, [assignment]);
        else list.push(assignment);
      }
      this.#byName = byName;
    }
    return this.#byName.get(name) ?? [];
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
    let result = this.#derived.get(compute) as T | undefined;
    if (result === undefined) this.#derived.set(compute, (result = compute(this)));
    return result;
  }

  get valueContext(): ValueContext {
    return (this.#valueContext ??= sharedContext(
      this.catalogue,
      this.release,
      tokens(this.known('smtpd_restriction_classes') ?? '', commaAndSpace).map(token =>
        token.text.toLowerCase(),
      ),
      this.master?.services.filter(service => service.type.text !== 'inet').map(service => service.name.text),
    ));
  }

  #collectAssignments(): readonly Assignment[] {
    const { restrictionClasses } = this.valueContext;
    const resolve = (name: string): ResolvedParameter | undefined =>
      this.resolve(name) ?? (restrictionClasses.has(name.toLowerCase()) ? restrictionClass(name) : undefined);
    const assignments: Assignment[] = [];
    for (const entry of this.entries) {
      assignments.push(new MainAssignment(entry, resolve(entry.name)));
    }
    for (const service of this.master?.services ?? []) {
      for (const override of service.overrides) {
        assignments.push(new MasterAssignment(override, service, resolve(override.name)));
      }
    }
    return assignments;
  }

  #mayBeTransport(service: string, programs: readonly string[]): boolean {
    if (this.master === undefined) return true;
    if (this.#programs === undefined) {
      this.#programs = new Map();
      for (const { name, command } of this.master.services) {
        const others = this.#programs.get(name.text);
        if (others === undefined) this.#programs.set(name.text, [command.text]);
        else others.push(command.text);
      }
    }
    return this.#programs.get(service)?.some(program => programs.includes(program)) === true;
  }
}

const anything: Kind = { type: 'text' };

const readOnlyNames: ReadonlySet<string> = new Set(['process_id', 'process_name', 'service_name']);

/** Whether Postfix sets the name itself and ignores what main.cf says (process_name, process_id; service_name from 3.3). */
export function isReadOnly(name: string): boolean {
  return readOnlyNames.has(name);
}

/** Expressions that were parsed last: they depend on their text alone. */
const expressions = new Map<string, Expression>();
const mostExpressions = 5_000;
