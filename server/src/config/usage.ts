import type { Family } from '../catalogue/model';
import { isAtLeast, type Release } from '../catalogue/release';
import type { Expression, Operand, Part, Reference } from '../syntax/expression';
import { rememberedFor } from '../text/remembered';
import type { Span } from '../text/span';
import { clientParameters, scanTables, type TableProblem, type TableScan } from './client-tables';
import { isReadOnly, type Assignment, type Configuration } from './configuration';
import { expandText, type Expansion } from './expand';
import { isInForce } from './in-force';
import { namespaces, type Namespace } from './namespaces';
import { familiesByService } from './service-parameters';
import { valueInFile } from './value-in-file';

/** What postconf says of the names in main.cf and master.cf. */
export interface Usage {
  /** In the order of the files. */
  readonly complaints: readonly UsageComplaint[];
  /** The first value that postconf cannot expand: it stops there, although daemons that do not use the value go on. */
  readonly failure: ExpressionFailure | undefined;
  /** Whether a name is built into the target release, or belongs to a service of master.cf. */
  isBuiltIn(name: string): boolean;
  /** Whether a name of main.cf counts as used: built in, referred to, a restriction class, or of a database client. */
  isUsed(name: string): boolean;
}

export interface UsageComplaint {
  readonly kind: UsageKind;
  /** The name it is about. */
  readonly name: string;
  /** Where: the assignment in force, or the one that refers to the name. */
  readonly assignment: Assignment;
  /** Logical, in the assignment's value: the reference. Undefined where it is about the assignment's own name. */
  readonly span: Span | undefined;
}

/**
 * `unused`: no program reads it; `removed`: it did something in earlier releases; `deprecated`: it will go;
 * `read-only`: Postfix sets it itself; `undefined`: referred to, but defined nowhere; `expression`: an expression that cannot
 * be read, whether or not it comes to be used; `comment`, `missing-brace` and
 * `after-brace`: see `TableProblem`, with no span, because the text was expanded before.
 */
export type UsageKind =
  'unused' | 'removed' | 'deprecated' | 'read-only' | 'undefined' | 'expression' | TableProblem['kind'];

export interface ExpressionFailure {
  readonly assignment: Assignment;
  readonly expansion: Expansion;
}

/**
 * Which user-defined names count as used, and what postconf warns about, as the target release decides it
 * (postconf_user.c, postconf_dbms.c, postconf_unused.c). Daemons never look: to them an unknown name is nothing.
 */
export function usageOf(config: Configuration): Usage {
  return config.derived(scan);
}

function scan(config: Configuration): Usage {
  return new Scan(config).run();
}

class Scan {
  readonly #services: readonly Namespace[];
  /** Families by service: `local` has `_destination_concurrency_limit`. */
  readonly #families: ReadonlyMap<string, readonly Family[]>;
  /** Of names that are no parameter of the release. */
  readonly #otherBuiltIn = new Map<string, boolean>();
  /** User-defined names of main.cf that something refers to. */
  readonly #used = new Set<string>();
  readonly #complaints: UsageComplaint[] = [];
  /** The assignments in force in main.cf that there can be anything to say of. */
  readonly #main: readonly Assignment[];
  #failure: ExpressionFailure | undefined;

  constructor(readonly config: Configuration) {
    this.#services = namespaces(config);
    this.#families = familiesByService(config);
    this.#main = this.#notedInMain();
  }

  /** In the order in which their names first appear. */
  #notedInMain(): readonly Assignment[] {
    const { config } = this;
    const noted = config.assignmentsThat(isNoted).filter(({ file }) => file === 'main');
    if (config.repeated.length === 0) return noted;
    const firstOf = ({ name }: Assignment): number => config.setting(name)?.definitions[0]?.start ?? 0;
    return noted.filter(assignment => isInForce(config, assignment)).sort((a, b) => firstOf(a) - firstOf(b));
  }

  run(): Usage {
    for (const space of this.#services) this.#scanService(space);
    this.#scanMain();
    this.#findUnused();
    return {
      complaints: this.#complaints.sort(inFileOrder),
      failure: this.#failure,
      isBuiltIn: name => this.#isBuiltIn(name),
      isUsed: name => this.#isBuiltIn(name) || this.#used.has(name),
    };
  }

  #scanMain(): void {
    const classes = this.config.inForce('smtpd_restriction_classes');
    if (classes !== undefined) {
      this.#flagClasses(valueInFile('smtpd_restriction_classes', this.config), classes, undefined);
    }
    for (const assignment of this.#main) this.#scanAssignment(assignment.name, assignment, undefined);
  }

  #scanService(space: Namespace): void {
    const classes = space.overrides.get('smtpd_restriction_classes');
    if (classes !== undefined) {
      const list = expandText(classes.value.text, {
        release: this.config.release,
        expression: text => this.config.expression(text),
        lookup: name => space.overrides.get(name)?.value.text,
      });
      this.#flagClasses(list, classes, space);
    }
    for (const [name, assignment] of space.overrides) this.#scanAssignment(name, assignment, space);
  }

  #flagClasses(list: Expansion | undefined, assignment: Assignment, space: Namespace | undefined): void {
    if (list === undefined) return;
    if (list.failure !== undefined) this.#fail(assignment, list);
    for (const word of list.text.split(/[, \t\r\n]+/)) {
      if (word !== '') this.#flag(word, assignment, undefined, space);
    }
  }

  #scanAssignment(name: string, assignment: Assignment, space: Namespace | undefined): void {
    if (isReadOnly(name)) {
      this.#complain('read-only', name, assignment);
      return;
    }
    if (assignment.parameter?.parameter?.raw === true) return;
    if (assignment.value.text.includes('$')) {
      const expression = this.config.expression(assignment.value.text);
      for (const event of eventsIn(expression, this.config.release)) {
        if (event === 'error') this.#complain('expression', name, assignment);
        else this.#flag(event.name, assignment, event.nameSpan, space);
      }
    }
    const isBuiltIn = this.#isBuiltIn(name, assignment.parameter?.parameter);
    if (isBuiltIn && !this.config.isRemembered(name)) this.#scanTables(assignment, space);
  }

  /** Expands a value, as postconf does for built-in names only, and looks for tables of database clients in it. */
  #scanTables(assignment: Assignment, space: Namespace | undefined): void {
    const { tables, problems } = this.#tablesIn(assignment, space);
    for (const { type, name } of tables) {
      for (const parameter of clientParameters(type, this.config.release)) {
        this.#flag(`${name}_${parameter}`, undefined, undefined, space);
      }
    }
    for (const { kind } of problems) this.#complain(kind, assignment.name, assignment);
  }

  #tablesIn(assignment: Assignment, space: Namespace | undefined): TableScan {
    const { config } = this;
    const { text } = assignment.value;
    if (!text.includes('$')) return scanTables(text, config.release);
    const expansion = space === undefined ? config.value(assignment.name) : expandText(text, space.scope);
    if (expansion.failure !== undefined) this.#fail(assignment, expansion);
    return tablesOf(expansion, config.release);
  }

  /** Marks a name as used where it is set; what is set nowhere is undefined, unless postconf only tried it. */
  #flag(
    name: string,
    assignment: Assignment | undefined,
    span: Span | undefined,
    space: Namespace | undefined,
  ): void {
    let isSet = false;
    if (space?.overrides.has(name) === true) {
      isSet = true;
      space.used.add(name);
    } else if (this.config.isSet(name)) {
      isSet = true;
      this.#used.add(name);
    }
    if (space === undefined) {
      for (const service of this.#services) {
        if (!service.overrides.has(name)) continue;
        isSet = true;
        service.used.add(name);
      }
    }
    if (!isSet && assignment !== undefined && !this.#isBuiltIn(name)) {
      this.#complain('undefined', name, assignment, span);
    }
  }

  #findUnused(): void {
    for (const assignment of this.#main) {
      const { name, parameter } = assignment;
      this.#judge(name, assignment, this.#isBuiltIn(name, parameter?.parameter) || this.#used.has(name));
    }
    for (const space of this.#services) {
      for (const [name, assignment] of space.overrides) {
        const isBuiltIn = this.#isBuiltIn(name, assignment.parameter?.parameter);
        const isUsed = isBuiltIn || this.#used.has(name) || space.used.has(name);
        this.#judge(name, assignment, isUsed);
      }
    }
  }

  #judge(name: string, assignment: Assignment, isUsed: boolean): void {
    if (isReadOnly(name)) return;
    const since = assignment.parameter?.parameter?.deprecated?.since;
    const isDeprecated = since !== undefined && isAtLeast(this.config.release, since);
    if (!isUsed) this.#complain(isDeprecated ? 'removed' : 'unused', name, assignment);
    else if (isDeprecated) this.#complain('deprecated', name, assignment);
  }

  /** `parameter`: that of the name, where it is at hand. */
  #isBuiltIn(name: string, parameter = this.config.catalogue.parameter(name)): boolean {
    const { catalogue, release } = this.config;
    if (parameter !== undefined && catalogue.exists(parameter, release)) return true;
    let result = this.#otherBuiltIn.get(name);
    if (result === undefined) {
      result = isReadOnly(name) || this.config.isRemembered(name) || this.#isOfService(name);
      this.#otherBuiltIn.set(name, result);
    }
    return result;
  }

  #isOfService(name: string): boolean {
    // A service's name can have underscores itself.
    for (let at = name.indexOf('_', 1); at !== -1; at = name.indexOf('_', at + 1)) {
      const families = this.#families.get(name.slice(0, at));
      if (families?.some(family => family.suffix === name.slice(at + 1)) === true) return true;
    }
    return false;
  }

  #fail(assignment: Assignment, expansion: Expansion): void {
    this.#failure ??= { assignment, expansion };
  }

  #complain(kind: UsageKind, name: string, assignment: Assignment, span?: Span): void {
    this.#complaints.push({ kind, name, assignment, span });
  }
}

function inFileOrder({ assignment: a }: UsageComplaint, { assignment: b }: UsageComplaint): number {
  if (a.file !== b.file) return a.file === 'main' ? -1 : 1;
  return a.nameSpan.start - b.nameSpan.start;
}

/** Whether there can be anything to say of an assignment: most are of parameters of the release and speak of no other name. */
function isNoted(assignment: Assignment, { catalogue, release }: Configuration): boolean {
  const { name, value, parameter } = assignment;
  const page = parameter?.parameter;
  if (page === undefined || page.deprecated !== undefined || !catalogue.exists(page, release)) return true;
  if (value.text.includes('$') || isReadOnly(name)) return true;
  const { tables, problems } = scanTables(value.text, release);
  return tables.length + problems.length > 0;
}

/** The tables in a value. */
const tablesOf = rememberedFor((expansion: Expansion, release: Release): TableScan =>
  scanTables(expansion.text, release),
);

/** What postconf comes upon as it goes through an expression: references, and places where it gives up. */
type Event = Reference | 'error';

const eventsIn = rememberedFor((expression: Expression, release: Release): readonly Event[] => {
  const found: Event[] = [];
  scanExpression(expression, {
    release,
    onReference: reference => found.push(reference),
    onError: () => found.push('error'),
  });
  return found;
});

interface Visitor {
  readonly release: Release;
  onReference(reference: Reference): void;
  onError(): void;
}

/** Goes through an expression as postconf does: all branches, up to the first error. Says whether there was one. */
function scanExpression({ parts }: Expression, visitor: Visitor): boolean {
  const broken = parts.findIndex(part => scanPart(part, visitor));
  if (broken === -1) return false;
  // After most errors postconf only looks on for what it can see without reading a name, up to the next bracket.
  for (const part of parts.slice(endsScan(parts[broken] as Part) ? parts.length : broken + 1)) {
    if (endsScan(part)) {
      if (part.end === part.start + 1 || part.error?.code === 'truncated') visitor.onError();
      break;
    }
    const isPlainReference = part.kind === 'reference' && part.nameSpan.start === part.start + 1;
    if (!isPlainReference && part.kind !== 'escape' && (part.kind !== 'literal' || part.error !== undefined))
      break;
  }
  return true;
}

/** `$` with no name, or a bracket that is never closed: nothing behind it is read. */
function endsScan({ start, error }: Part): boolean {
  return error?.code === 'empty-name' || (error?.code === 'truncated' && error.start === start);
}

/** Whether there is an error in a part. */
function scanPart(part: Part, visitor: Visitor): boolean {
  if (part.kind === 'reference') visitor.onReference(part);
  const isTooNew =
    (part.kind === 'function' && !isAtLeast(visitor.release, '3.11')) ||
    (part.kind === 'comparison' && part.byLevel && !isAtLeast(visitor.release, '3.6'));
  if (isTooNew) {
    visitor.onError();
    return true;
  }
  if (branchesOf(part).some(({ expression }) => scanExpression(expression, visitor))) return true;
  if (part.error === undefined) return false;
  visitor.onError();
  return true;
}

/** The texts inside a part, in the order in which Postfix comes to them. */
function branchesOf(part: Part): readonly Operand[] {
  if (part.kind === 'function') return [part.argument];
  if (part.kind !== 'reference' && part.kind !== 'comparison') return [];
  const { then, otherwise } = part.condition ?? {};
  const operands = part.kind === 'comparison' ? [part.left, part.right, then, otherwise] : [then, otherwise];
  return operands.filter(operand => operand !== undefined);
}
