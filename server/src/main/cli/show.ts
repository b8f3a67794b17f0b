import { loadCatalogue } from '../../catalogue/load';
import { parseRelease } from '../../catalogue/release';
import { Configuration, type Assignment } from '../../config/configuration';
import type { Expansion } from '../../config/expand';
import type { HostFacts } from '../../config/host-facts';
import { ownNetworks } from '../../config/own-networks';
import { readingProblems, type ReadingProblem } from '../../config/reading';
import { serviceParameters } from '../../config/service-parameters';
import { usageOf, type UsageComplaint } from '../../config/usage';
import { parseMainCf } from '../../syntax/parse-main';
import { parseMasterCf, type MasterCf } from '../../syntax/parse-master';
import { LineIndex } from '../../text/line-index';
import {
  describeExpansionFailure,
  describeMasterProblem,
  describeReading,
  describeUsage,
} from './complaints';

export interface ShowInput {
  readonly mainCf: string;
  /** Undefined where the directory has none. */
  readonly masterCf: string | undefined;
  /** With or without its patch level: `3.7.11`. */
  readonly release: string;
  /** What `postconf -x` does: `$name` replaced by its value. */
  readonly expand: boolean;
  /** What `postconf -d` does: the defaults, whatever main.cf says. */
  readonly defaults: boolean;
  /** The folder of the two files. */
  readonly directory: string;
  readonly host: HostFacts;
}

export interface Shown {
  /** What postconf prints, line by line. */
  readonly lines: readonly string[];
  readonly warnings: readonly Complaint[];
  /** What stops postconf; then `lines` is empty. */
  readonly fatal: Complaint | undefined;
}

export interface Complaint {
  readonly kind: string;
  readonly file: 'main' | 'master';
  /** From 1; undefined where there is none to point at. */
  readonly line: number | undefined;
  readonly name: string | undefined;
  readonly message: string;
}

/** What `postconf -n`, `-nx`, `-d` and `-dx` of a release say of a directory. */
export function showConfiguration(input: ShowInput): Shown {
  const catalogue = loadCatalogue();
  const release = parseRelease(input.release) ?? catalogue.latestStable;
  const master = parseMasterCf(input.masterCf ?? '');
  const config = new Configuration({
    tree: parseMainCf(input.defaults ? '' : input.mainCf),
    master,
    catalogue,
    release,
    host: input.defaults ? input.host : { ...input.host, built: withDirectory(input) },
  });
  return new Show(input, config, master).run();
}

function withDirectory({ host, directory }: ShowInput): ReadonlyMap<string, string> {
  return new Map([...host.built, ['config_directory', directory]]);
}

class Show {
  readonly #main: LineIndex;
  readonly #master: LineIndex;
  readonly #warnings: Complaint[] = [];

  constructor(
    readonly input: ShowInput,
    readonly config: Configuration,
    readonly master: MasterCf,
  ) {
    this.#main = new LineIndex(config.tree.text);
    this.#master = new LineIndex(master.text);
  }

  run(): Shown {
    try {
      this.#read();
      this.#readMaster();
      this.#findOwnNetworks();
      const names = this.input.defaults ? this.#allNames() : this.#usedNames();
      return { lines: names.map(name => this.#line(name)), warnings: this.#warnings, fatal: undefined };
    } catch (error) {
      if (!(error instanceof Fatal)) throw error;
      return { lines: [], warnings: this.#warnings, fatal: error.complaint };
    }
  }

  #read(): void {
    for (const problem of readingProblems(this.config)) {
      const complaint = this.#complain(
        problem.kind,
        'main',
        problem.node.start,
        describeReading(problem),
        nameOf(problem),
      );
      if (problem.kind === 'missing-equals' || problem.kind === 'missing-name') throw new Fatal(complaint);
      this.#warnings.push(complaint);
    }
    const directory = this.config.setting('config_directory');
    const [first] = directory?.definitions ?? [];
    if (first !== undefined && first.value.text !== this.input.directory) {
      const message = `config_directory is ${this.input.directory}, where this file lies; the setting changes it for what reads $config_directory only`;
      this.#warnings.push(this.#complain('overriding', 'main', first.start, message, 'config_directory'));
    }
  }

  #readMaster(): void {
    if (this.input.masterCf === undefined) {
      const message = 'there is no master.cf for this file: parameters of its services count as unused';
      this.#warnings.push({ kind: 'no-master', file: 'master', line: undefined, name: undefined, message });
      return;
    }
    for (const node of this.master.nodes) {
      if (node.kind === 'bad-service') {
        const kind = node.reason === 'orphan' ? 'leading-whitespace' : 'master-syntax';
        const complaint = this.#complain(kind, 'master', node.start, describeMasterProblem(node.reason));
        if (kind === 'master-syntax') throw new Fatal(complaint);
        this.#warnings.push(complaint);
      } else if (node.kind === 'service') {
        for (const problem of node.problems) {
          const isColumn = problem.code.startsWith('bad-');
          // postconf says nothing of a setting without braces that it cannot read.
          if (problem.code.startsWith('missing-') && this.master.text[problem.start] !== '{') continue;
          const kind = isColumn ? 'master-syntax' : problem.code;
          const complaint = this.#complain(
            kind,
            'master',
            problem.start,
            describeMasterProblem(problem.code),
          );
          if (isColumn) throw new Fatal(complaint);
          this.#warnings.push(complaint);
        }
      }
    }
  }

  /** postconf computes the default of mynetworks even where nobody asks for it. */
  #findOwnNetworks(): void {
    if (this.config.isSet('mynetworks')) return;
    for (const name of ['inet_interfaces', 'inet_protocols', 'mynetworks_style']) {
      const expansion = this.config.value(name);
      if (expansion.failure !== undefined) this.#fail(this.#assignment(name), expansion);
    }
    const { failure } = ownNetworks(this.config);
    if (failure === undefined) return;
    const { name, problem } = failure;
    const kind = name === 'inet_interfaces' ? 'interfaces' : 'unknown-value';
    const at = this.config.setting(name)?.winner.start;
    throw new Fatal(this.#complain(kind, 'main', at, `${name} ${problem}`, name));
  }

  #usedNames(): string[] {
    const usage = usageOf(this.config);
    if (usage.failure !== undefined) this.#fail(usage.failure.assignment, usage.failure.expansion);
    for (const complaint of usage.complaints) this.#warnings.push(this.#complainOf(complaint));
    const names = [...this.config.settings.keys()].filter(
      name =>
        usage.isUsed(name) &&
        !usage.complaints.some(({ kind, name: other }) => kind === 'read-only' && other === name),
    );
    return [...new Set([...names, 'config_directory'])].sort(compareBytes);
  }

  #allNames(): string[] {
    const { catalogue, release } = this.config;
    const names = catalogue.parameters
      .filter(parameter => catalogue.exists(parameter, release))
      .map(({ name }) => name);
    return [...new Set([...names, ...serviceParameters(this.config)])].sort(compareBytes);
  }

  #line(name: string): string {
    return squeeze(`${name} = ${this.#value(name)}`);
  }

  #value(name: string): string {
    const text = this.config.lookup(name);
    if (typeof text !== 'string') return '';
    if (!this.input.expand) return text;
    const expansion = this.config.value(name);
    if (expansion.failure !== undefined) this.#fail(this.#assignment(name), expansion);
    return expansion.text;
  }

  #assignment(name: string): Assignment | undefined {
    return this.config.assignmentsOf(name).findLast(({ file }) => file === 'main');
  }

  #fail(assignment: Assignment | undefined, expansion: Expansion): never {
    const { failure = 'nesting' } = expansion;
    const kind =
      failure === 'nesting' ? 'nesting' : failure === 'bad-level' ? 'compatibility-level' : 'expression';
    const message = describeExpansionFailure(failure, assignment?.name);
    throw new Fatal(
      this.#complain(kind, assignment?.file ?? 'main', assignment?.nameSpan.start, message, assignment?.name),
    );
  }

  #complainOf(complaint: UsageComplaint): Complaint {
    const { kind, name, assignment, span } = complaint;
    const start = span === undefined ? assignment.nameSpan.start : assignment.value.toFileStart(span.start);
    return this.#complain(kind, assignment.file, start, describeUsage(complaint, this.config), name);
  }

  #complain(
    kind: string,
    file: 'main' | 'master',
    offset: number | undefined,
    message: string,
    name?: string,
  ): Complaint {
    const lines = file === 'main' ? this.#main : this.#master;
    return { kind, file, line: offset === undefined ? undefined : lines.lineAt(offset) + 1, name, message };
  }
}

/** Ends the look through the files where postconf ends; never leaves this file. */
class Fatal extends Error {
  constructor(readonly complaint: Complaint) {
    super(complaint.message);
  }
}

function nameOf(problem: ReadingProblem): string | undefined {
  return problem.kind === 'overriding' ? problem.node.name : undefined;
}

/** Blanks as postconf shows them: one between words. The value itself keeps its own. */
function squeeze(text: string): string {
  return text
    .split(/[ \t\r\n]+/)
    .filter(word => word !== '')
    .join(' ');
}

function compareBytes(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
